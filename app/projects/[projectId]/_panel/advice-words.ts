import type { Progress } from "@/lib/contracts/progress";
import { budgetLeft, budgetWords } from "./budget-words";
import { changeBandOf, changeOf, roughly, targetOf } from "./figures";
import { type Advised, growWords } from "./grow-words";
import { macroF1Words } from "./stay-words";
import type { Words } from "./use-words";

/** What is true while nothing is handed out, too. */
export const stops: ReadonlySet<Progress["advice"]["kind"]> = new Set(["targetMet", "flat", "budgetSpent"]);

/**
 * Whether to stop or to go on, in a sentence or two; while labeling is paused, that it is, and what it would bring; while a
 * model is frozen, that labels teach none.
 */
export function adviceWords(progress: Advised, isPaused: boolean, words: Words): string {
  const { kind } = progress.advice;
  if (stops.has(kind) || !isPaused) return runningWords(progress, words);
  const { t } = words;
  if (kind === "cannotTell") return t("advice.paused", { advice: doubtWords(progress, false, words) });
  if (kind === "growHoldout" || progress.pinnedModelNumber !== null) {
    return t("advice.paused", { advice: runningWords(progress, words) });
  }
  const gain = gainWords(progress, words);
  return gain === null ? t("advice.pausedGoOnBare") : t("advice.pausedGoOn", { gain });
}

function runningWords(progress: Advised, words: Words): string {
  const { advice, metric, target, budget } = progress;
  const { t } = words;
  const gain = gainWords(progress, words);
  switch (advice.kind) {
    case "targetMet":
      return t("advice.targetMet", { target: target === null ? "" : targetOf(metric, target, words) });
    case "budgetSpent":
      return t("advice.budgetSpent", { budget: budget ?? 0 });
    case "flat":
      return joined(
        gain === null ? t("advice.flatBare") : t("advice.flat", { gain }),
        sinceWords(progress, words),
      );
    case "growHoldout":
      return growWords(progress, words);
    case "cannotTell":
      return doubtWords(progress, true, words);
    case "goOn":
      return joined(goOnWords(progress, gain, words), leftWords(progress, words));
  }
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter(Boolean).join(" ");
}

/** Of what the advice does not know: labels from which a frozen model does not learn. */
function sinceWords({ pinnedModelNumber: pinned }: Advised, { t }: Words): string {
  return pinned === null ? "" : t("frozen.otherSince", { pinned });
}

/** That the budget is too small for the target, or leaves fewer labels than those that are spoken of. */
function leftWords(progress: Advised, words: Words): string {
  const left = budgetLeft(progress);
  return budgetWords(progress, words) || (left < 100 ? words.t("advice.budgetLeaves", { left }) : "");
}

function goOnWords({ pinnedModelNumber: pinned }: Advised, gain: string | null, { t }: Words): string {
  if (pinned === null) return gain === null ? t("advice.goOnBare") : t("advice.goOn", { gain });
  return gain === null ? t("advice.frozenGoOnBare", { pinned }) : t("advice.frozenGoOn", { pinned, gain });
}

/** Why there is no advice, first that labels teach nothing where they do not; `isOn`: labels are handed out. */
function doubtWords(progress: Advised, isOn: boolean, words: Words): string {
  const { pinnedModelNumber: pinned } = progress;
  if (pinned === null) return earlyWords(progress, isOn, words);
  return words.t("advice.frozen", { pinned, advice: earlyWords(progress, false, words) });
}

/** That it is too early, and in macro F1 what it takes; or that there never is advice in it. */
function earlyWords(progress: Advised, isOn: boolean, words: Words): string {
  const { t } = words;
  const early = (metric: string) => t("advice.cannotTell", { isOn: String(isOn), metric });
  if (progress.metric !== "macroF1") return early(progress.metric);
  if (progress.holdout.labelsForMacroF1 === null) return t("advice.never");
  const needs = macroF1Words(progress, words);
  return needs === null ? early("") : `${early("macroF1")} ${needs}`;
}

/** What the next 100 labels are expected to change, with its band, and what they cost. */
function gainWords({ advice, metric, currency }: Advised, words: Words): string | null {
  const { nextHundred, priceOfHundred } = advice;
  if (!nextHundred) return null;
  const parts = {
    direction: nextHundred.value < 0 ? "down" : "up",
    change: changeOf(metric, nextHundred.value, words),
    band: changeBandOf(metric, nextHundred, words),
  };
  if (priceOfHundred === null) return words.t("advice.gain", parts);
  const price = words.format.money(roughly(priceOfHundred), currency);
  return words.t("advice.gainPriced", { ...parts, price });
}
