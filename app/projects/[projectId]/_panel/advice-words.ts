import type { Progress } from "@/lib/contracts/progress";
import { changeBandOf, changeOf, roughly, targetOf } from "./figures";
import { growWords } from "./grow-words";
import type { Words } from "./use-words";

type Advised = Pick<
  Progress,
  "advice" | "metric" | "target" | "currency" | "budget" | "holdout" | "forecast" | "curve" | "labelsSpent"
>;

/** What is true while nothing is handed out, too. */
export const stops: ReadonlySet<Progress["advice"]["kind"]> = new Set(["targetMet", "flat", "budgetSpent"]);

/** Whether to stop or to go on, in one sentence; while labeling is paused, that it is, and what it would bring. */
export function adviceWords(progress: Advised, isPaused: boolean, words: Words): string {
  const { kind } = progress.advice;
  if (!isPaused || stops.has(kind)) return runningWords(progress, words);
  const { t } = words;
  if (kind === "growHoldout") return t("advice.pausedGrowHoldout", { advice: runningWords(progress, words) });
  if (kind === "cannotTell") return t("advice.pausedCannotTell");
  const gain = gainWords(progress, words);
  return gain === null ? t("advice.pausedGoOnBare") : t("advice.pausedGoOn", { gain });
}

function runningWords(progress: Advised, words: Words): string {
  const { advice, metric, target, budget, forecast } = progress;
  const { t } = words;
  const gain = gainWords(progress, words);
  const goal = target === null ? "" : targetOf(metric, target, words);
  switch (advice.kind) {
    case "targetMet":
      return t("advice.targetMet", { target: goal });
    case "budgetSpent":
      return t("advice.budgetSpent", { budget: budget ?? 0 });
    case "growHoldout":
      return growWords(progress, words);
    case "cannotTell":
      return forecast.kind === "cannotTell" && forecast.because === "noInterval"
        ? t("advice.noInterval")
        : t("advice.cannotTell");
    default:
      return gain === null ? t(`advice.${advice.kind}Bare`) : t(`advice.${advice.kind}`, { gain });
  }
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
