import type { Progress } from "@/lib/contracts/progress";
import { budgetWords } from "./budget-words";
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
  if (kind === "growHoldout" || progress.pinnedModelNumber !== null) {
    return t("advice.paused", { advice: runningWords(progress, words) });
  }
  if (kind === "cannotTell") return macroF1Advice(progress, words) ?? t("advice.pausedCannotTell");
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
      return gain === null ? t("advice.flatBare") : t("advice.flat", { gain });
    case "growHoldout":
      return growWords(progress, words);
    case "cannotTell":
      return macroF1Advice(progress, words) ?? earlyWords(progress, words);
    case "goOn":
      return [goOnWords(progress, gain, words), budgetWords(progress, words)].filter(Boolean).join(" ");
  }
}

function goOnWords({ pinnedModelNumber: pinned }: Advised, gain: string | null, { t }: Words): string {
  if (pinned === null) return gain === null ? t("advice.goOnBare") : t("advice.goOn", { gain });
  return gain === null ? t("advice.frozenGoOnBare", { pinned }) : t("advice.frozenGoOn", { pinned, gain });
}

function earlyWords({ pinnedModelNumber: pinned }: Advised, { t }: Words): string {
  return pinned === null ? t("advice.cannotTell") : t("advice.frozenCannotTell", { pinned });
}

/** That there is no advice in macro F1, and what it takes; null where something else is looked at, or nothing is missing. */
function macroF1Advice(progress: Advised, words: Words): string | null {
  if (progress.metric !== "macroF1") return null;
  if (progress.holdout.labelsForMacroF1 === null) return words.t("advice.never");
  const needs = macroF1Words(progress, words);
  return needs && `${words.t("advice.earlyMacroF1")} ${needs}`;
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
