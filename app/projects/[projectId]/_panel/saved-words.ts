import type { CurveMetric, Progress } from "@/lib/contracts/progress";
import { holdoutWorthACurve } from "@/lib/contracts/progress";
import { labelsOf, rangeOf } from "./figures";
import type { Words } from "./use-words";

type Compared = Extract<Progress["saved"][CurveMetric], { kind: "saved" | "lost" }>;

/** How much can be said of what random labeling needs: that the pool has too little, no more than its lower end, or both ends. */
export function extentOf({ randomNeeds, isAtLeast, isWholePool }: Compared): "pool" | "atLeast" | "between" {
  if (isWholePool && randomNeeds.low === randomNeeds.value) return "pool";
  return isAtLeast || randomNeeds.high === null ? "atLeast" : "between";
}

/** What random labeling would have needed, in one sentence that claims only what can be told apart. */
export function savedWords(
  progress: Pick<Progress, "saved" | "randomMeasured" | "holdout">,
  metric: CurveMetric,
  words: Words,
): string {
  const { t } = words;
  const saved = progress.saved[metric];
  const one = (value: number) => labelsOf(value, words);
  if (saved.kind === "noInterval" || saved.kind === "drawnAtRandom") return t(`saved.${saved.kind}`);
  if (saved.kind === "tooEarly") {
    if (saved.randomMissing !== null) return t("saved.randomMissing", { missing: saved.randomMissing });
    const needed = saved.holdoutNeeded ?? (progress.randomMeasured === null ? holdoutWorthACurve : null);
    if (needed === null) return t("saved.fewRandom");
    const missing = needed - progress.holdout.plainLabels;
    return missing > 0 ? t("saved.tooEarly", { missing, needed }) : t("saved.notMeasured");
  }
  if (saved.kind === "indistinguishable") {
    const { low, high } = saved.saved.labels;
    const cost = one(Math.max(0, -(low ?? 0)));
    return high === null
      ? t("saved.indistinguishableOpen", { cost })
      : t("saved.indistinguishable", { cost, high: one(Math.max(0, high)) });
  }
  const { randomNeeds, isAtLeast, isWholePool } = saved;
  return t(`saved.${saved.kind}`, {
    extent: extentOf(saved),
    needs: one(randomNeeds.value),
    low: one(randomNeeds.low ?? 0),
    most: isWholePool ? "pool" : isAtLeast ? "more" : "some",
    pool: Math.round(randomNeeds.value),
    range: rangeOf(randomNeeds, one, words),
  });
}
