import type { CurveMetric, Progress } from "@/lib/contracts/progress";
import { holdoutWorthACurve } from "@/lib/contracts/progress";
import { labelsOf, rangeOf } from "./figures";
import type { Words } from "./use-words";

/** What random labeling would have needed, in one sentence that claims only what can be told apart. */
export function savedWords(
  progress: Pick<Progress, "saved" | "randomMeasured" | "holdout">,
  metric: CurveMetric,
  words: Words,
): string {
  const { t } = words;
  const saved = progress.saved[metric];
  const one = (value: number) => labelsOf(value, words);
  if (saved.kind === "tooEarly") {
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
  const { randomNeeds, isAtLeast } = saved;
  return t(`saved.${saved.kind}`, {
    needs: one(randomNeeds.value),
    atLeast: String(isAtLeast),
    range: rangeOf(randomNeeds, one, words),
  });
}
