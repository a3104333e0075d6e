import { holdoutWorthACurve, type Progress } from "@/lib/contracts/progress";
import { mostShare } from "@/lib/contracts/projects";
import { budgetLeft } from "./budget-words";
import { labelsOf, roughly, targetOf } from "./figures";
import { todayOf } from "./forecast-words";
import { stayWords } from "./stay-words";
import type { Words } from "./use-words";

/** What advice is made of. */
export type Advised = Pick<
  Progress,
  | "advice"
  | "metric"
  | "target"
  | "currency"
  | "budget"
  | "holdout"
  | "forecast"
  | "curve"
  | "labelsSpent"
  | "pinnedModelNumber"
>;

/** That the holdout should grow, to what; what keeps it from growing so far, and what it takes. */
export function growWords(progress: Advised, words: Words): string {
  const needed = holdoutNeededOf(progress);
  const stays = stayWords(progress, needed ?? progress.holdout.plainLabels + 1, words);
  const told = [aimWords(progress, needed, words), stays];
  if (needed !== null && progress.holdout.share > 0) told.push(...costWords(progress, needed, words));
  const { pinnedModelNumber: pinned } = progress;
  if (pinned !== null) told.push(words.t("frozen.otherLabels", { pinned }));
  return told.filter(Boolean).join(" ");
}

/** Holdout labels that tell of the target, in all; null where none do, or nothing waits for them. */
export function holdoutNeededOf({ forecast }: Pick<Progress, "forecast">): number | null {
  return forecast.kind === "cannotTell" || forecast.kind === "forecast" ? forecast.holdoutNeeded : null;
}

function aimWords(progress: Advised, needed: number | null, words: Words): string {
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

/**
 * Labels of all slots that are spent until the holdout has so many, and that the budget does not allow for them. A larger
 * share is advised only where it would do.
 */
function costWords(progress: Advised, needed: number, words: Words): string[] {
  const { advice, currency, holdout } = progress;
  const { t, format } = words;
  const missing = Math.max(0, needed - holdout.plainLabels);
  const further = missing / holdout.share;
  const { priceOfHundred } = advice;
  const takes = t("advice.takes", {
    grows: String(holdout.growth === "grows"),
    share: format.wholePercent(holdout.share),
    labels: labelsOf(further, words),
    known: priceOfHundred === null ? "labels" : "price",
    price: priceOfHundred === null ? "" : format.money(roughly((further / 100) * priceOfHundred), currency),
  });
  const left = budgetLeft(progress);
  if (further <= left) return [takes];
  const atMost = missing / mostShare;
  if (atMost <= left) return [takes, t("advice.overBudget", { left })];
  if (holdout.share >= mostShare) return [takes, t("advice.overBudgetAtMost", { left })];
  const share = format.wholePercent(mostShare);
  return [takes, t("advice.overBudgetAnyway", { left, share, labels: labelsOf(atMost, words) })];
}
