import type { CurveMetric, Progress } from "@/lib/contracts/progress";
import { holdoutWorthACurve, randomMeasuredAgain } from "@/lib/contracts/progress";
import { labelsOf, rangeOf } from "./figures";
import { macroF1Words, stayWords } from "./stay-words";
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
  if (saved.kind === "drawnAtRandom") return t("saved.drawnAtRandom");
  if (metric === "macroF1" && progress.holdout.labelsForMacroF1 === null) return t("saved.never");
  if (saved.kind === "noInterval") {
    const growth = words.format.wholePercent(randomMeasuredAgain - 1);
    return macroF1EarlyWords(progress, words) ?? t("saved.knownSince", { growth });
  }
  if (saved.kind === "tooEarly") return tooEarlyWords(saved, progress, metric, words);
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

type Waiting = Pick<Progress, "randomMeasured" | "holdout">;

function tooEarlyWords(
  { randomMissing, holdoutNeeded }: Extract<Progress["saved"][CurveMetric], { kind: "tooEarly" }>,
  progress: Waiting,
  metric: CurveMetric,
  words: Words,
): string {
  const { t } = words;
  if (randomMissing !== null) return t("saved.randomMissing", { missing: randomMissing });
  if (metric === "macroF1" && holdoutNeeded === null) {
    const early = macroF1EarlyWords(progress, words);
    if (early !== null) return early;
  }
  const needed = holdoutNeeded ?? (progress.randomMeasured === null ? holdoutWorthACurve : null);
  if (needed === null) return t("saved.fewRandom");
  const missing = needed - progress.holdout.plainLabels;
  if (missing <= 0) return t("saved.notMeasured");
  return [t("saved.tooEarly", { missing, needed }), stayWords(progress, needed, words)]
    .filter(Boolean)
    .join(" ");
}

function macroF1EarlyWords(progress: Waiting, words: Words): string | null {
  const needs = macroF1Words(progress, words);
  return needs && `${words.t("saved.tooEarlyMacroF1")} ${needs}`;
}
