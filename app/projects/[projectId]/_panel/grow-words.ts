import { holdoutWorthACurve, type Progress } from "@/lib/contracts/progress";
import { labelsOf, roughly, targetOf } from "./figures";
import { todayOf } from "./forecast-words";
import type { Words } from "./use-words";

type Growing = Pick<
  Progress,
  "advice" | "metric" | "target" | "currency" | "budget" | "holdout" | "forecast" | "curve" | "labelsSpent"
>;

/** That the holdout should grow, to what; what keeps it from growing so far, and what it takes. */
export function growWords(progress: Growing, words: Words): string {
  const needed = holdoutNeededOf(progress);
  const told = [aimWords(progress, needed, words), ...obstacles(progress, needed, words)];
  if (needed !== null && progress.holdout.share > 0) told.push(...costWords(progress, needed, words));
  return told.join(" ");
}

/** Holdout labels that tell of the target, in all; null where none do, or nothing waits for them. */
export function holdoutNeededOf({ forecast }: Pick<Progress, "forecast">): number | null {
  return forecast.kind === "cannotTell" || forecast.kind === "forecast" ? forecast.holdoutNeeded : null;
}

function aimWords(progress: Growing, needed: number | null, words: Words): string {
  const { t } = words;
  const { metric, target, holdout } = progress;
  const { plainLabels } = holdout;
  if (needed === null) return t("advice.growHoldout", { holdout: plainLabels });
  if (needed === holdoutWorthACurve) {
    return t("advice.growHoldoutAtLeast", { holdout: plainLabels, needed });
  }
  if (target !== null && progress.forecast.kind === "cannotTell" && todayOf(progress).isBeyond) {
    return t("advice.growHoldoutBeyond", { target: targetOf(metric, target, words), metric, needed });
  }
  return t("advice.growHoldoutTo", { holdout: plainLabels, needed });
}

function obstacles({ holdout }: Growing, needed: number | null, { t }: Words): string[] {
  const { share, sampling, askedWidth, labelsForAskedWidth } = holdout;
  const told: string[] = [];
  if (sampling === "active") told.push(t("advice.drawAtRandom"));
  if (share === 0) told.push(t("advice.noShare"));
  else if (askedWidth !== null && labelsForAskedWidth !== null && labelsForAskedWidth < (needed ?? 0)) {
    const enough = Math.max(labelsForAskedWidth, holdout.plainLabels);
    told.push(t("advice.askNarrower", { enough }));
  }
  return told;
}

/** Labels of all slots that are spent until the holdout has so many, and that the budget does not allow for them. */
function costWords(progress: Growing, needed: number, words: Words): string[] {
  const { advice, budget, currency, holdout, labelsSpent } = progress;
  const { t, format } = words;
  const further = Math.max(0, needed - holdout.plainLabels) / holdout.share;
  const { priceOfHundred } = advice;
  const takes = t("advice.takes", {
    share: format.wholePercent(holdout.share),
    labels: labelsOf(further, words),
    known: priceOfHundred === null ? "labels" : "price",
    price: priceOfHundred === null ? "" : format.money(roughly((further / 100) * priceOfHundred), currency),
  });
  const left = budget === null ? Number.POSITIVE_INFINITY : Math.max(0, budget - labelsSpent);
  return further > left ? [takes, t("advice.overBudget", { left })] : [takes];
}
