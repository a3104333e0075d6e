import type { Forecast, Progress } from "@/lib/contracts/progress";
import { expenseLines, labelsOf, rangeOf, targetOf } from "./figures";
import type { Words } from "./use-words";

type Target = Pick<Progress, "forecast" | "metric" | "target" | "currency">;

/** How far the target is, in one sentence. */
export function forecastWords(progress: Target, words: Words): string {
  const { forecast, metric, target, currency } = progress;
  const { t } = words;
  if (forecast.kind === "noTarget" || target === null) return t("forecast.noTarget");
  const goal = targetOf(metric, target, words);
  if (forecast.kind === "reached") return t("forecast.reached", { target: goal });
  if (forecast.kind === "measuring") return t("forecast.measuring", { target: goal });
  if (forecast.kind === "cannotTell") return doubtWords(forecast, goal, words);
  const { labels } = forecast.needed;
  // The curve as a whole is there, and today's point, which chance moves, is not yet for certain.
  if (Math.round(labels.value) === 0) {
    return labels.high === null
      ? t("forecast.atIt", { target: goal })
      : t("forecast.atItOrNear", { target: goal, labels: labelsOf(labels.high, words) });
  }
  const { hours, money } = expenseLines(forecast.needed, currency, words);
  return t("forecast.forecast", {
    target: goal,
    labels: labelsOf(labels.value, words),
    range: rangeOf(labels, (value) => labelsOf(value, words), words),
    known: money ? "money" : hours ? "hours" : "labels",
    hours: hours?.value ?? "",
    money: money?.value ?? "",
  });
}

function doubtWords(
  { because, holdoutNeeded, atLeast }: Extract<Forecast, { kind: "cannotTell" }>,
  target: string,
  words: Words,
): string {
  const { t } = words;
  if (because === "fewHoldout") {
    return holdoutNeeded === null
      ? t("forecast.fewHoldout", { target })
      : t("forecast.fewHoldoutNeeded", { target, needed: holdoutNeeded });
  }
  if (because === "fewPoints") return t("forecast.fewPoints", { target });
  if (atLeast === null) return t(`forecast.${because}`, { target });
  return t(`forecast.${because}AtLeast`, { target, labels: labelsOf(atLeast, words) });
}
