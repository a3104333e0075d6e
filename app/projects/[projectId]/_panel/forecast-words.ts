import { type CurveMetric, type Forecast, holdoutWorthACurve, type Progress } from "@/lib/contracts/progress";
import { budgetLeft, budgetWords } from "./budget-words";
import { expenseLines, labelsOf, rangeOf, targetOf } from "./figures";
import { noLabelWords, noModelsWords } from "./frozen-words";
import { macroF1Words, stayWords } from "./stay-words";
import type { Words } from "./use-words";

type Target = Pick<
  Progress,
  | "forecast"
  | "metric"
  | "target"
  | "currency"
  | "curve"
  | "holdout"
  | "budget"
  | "labelsSpent"
  | "pinnedModelNumber"
  | "path"
  | "secondsPerLabel"
  | "hourlyRate"
>;

/** How far the target is, in a sentence or two; `unlabeled`: samples of the pool that have no label yet. */
export function forecastWords(progress: Target, unlabeled: number, words: Words): string {
  const { forecast, metric, target } = progress;
  const { t } = words;
  if (forecast.kind === "noTarget" || target === null) return t("forecast.noTarget");
  const goal = targetOf(metric, target, words);
  if (forecast.kind === "reached") return t("forecast.reached", { target: goal });
  if (forecast.kind === "measuring") return t("forecast.measuring", { target: goal });
  if (forecast.kind === "cannotTell") return doubtWords(forecast, progress, unlabeled, words);
  return neededWords(forecast, progress, unlabeled, words);
}

function neededWords(
  { needed, holdoutNeeded }: Extract<Forecast, { kind: "forecast" }>,
  progress: Target,
  unlabeled: number,
  words: Words,
): string {
  const { t } = words;
  const { labels } = needed;
  const target = targetOf(progress.metric, progress.target!, words);
  // The curve as a whole is there, and today's point, which chance moves, is not yet for certain.
  if (Math.round(labels.value) === 0) {
    const needs = holdoutNeeded === null ? "none" : words.format.count(holdoutNeeded);
    const atIt = t("forecast.atIt", { target, needed: needs });
    const stays = holdoutNeeded === null ? "" : stayWords(progress, holdoutNeeded, words);
    return joined(atIt, stays, withinWords(progress, unlabeled, words), noLabelWords(progress, words));
  }
  if ((labels.low ?? 0) > unlabeled) return t("forecast.notInPool", { target });
  const { hours, money } = expenseLines(needed, progress.currency, words);
  const told = t(todayOf(progress).isThere ? "forecast.there" : "forecast.forecast", {
    target,
    labels: labelsOf(labels.value, words),
    range: rangeOf(labels, (value) => labelsOf(value, words), words),
    known: money ? "money" : hours ? "hours" : "labels",
    hours: hours?.value ?? "",
    money: money?.value ?? "",
  });
  const beyondPool = labels.value > unlabeled ? t("forecast.moreThanPool", { unlabeled }) : "";
  return joined(told, beyondPool, budgetWords(progress, words), noLabelWords(progress, words));
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter(Boolean).join(" ");
}

/**
 * By when the target is reached for all that is known: where the 80 % band of the curve is beyond it; empty where it never is,
 * or not with the labels that are left.
 */
function withinWords(progress: Target, unlabeled: number, words: Words): string {
  const labels = labelsUntilBand(progress);
  if (labels === null || labels > Math.min(unlabeled, budgetLeft(progress))) return "";
  const isNow = Math.round(labels) === 0;
  const { secondsPerLabel, hourlyRate, currency } = progress;
  const onlyValue = (value: number) => ({ value, low: null, high: null });
  const time = isNow || secondsPerLabel === null ? null : (labels * secondsPerLabel) / 3600;
  const expense = {
    labels: onlyValue(labels),
    hours: time === null ? null : onlyValue(time),
    money: time === null || hourlyRate === null ? null : onlyValue(time * hourlyRate),
  };
  const { hours, money } = expenseLines(expense, currency, words);
  return words.t("forecast.within", {
    when: isNow ? "now" : "later",
    labels: labelsOf(labels, words),
    known: money ? "money" : hours ? "hours" : "labels",
    hours: hours?.value ?? "",
    money: money?.value ?? "",
  });
}

/** Labels from today until nine of ten curves are at the target; null where the band does not get there as far as it is shown. */
function labelsUntilBand({ path, metric, target }: Target): number | null {
  const ends = path[metric].map(({ labelsSpent, score }) => {
    return { labelsSpent, worst: metric === "logLoss" ? score.high : score.low };
  });
  const next = ends.findIndex(({ worst }) => worst !== null && isAsGood(worst, target!, metric));
  if (next < 0) return null;
  const [today, before, after] = [ends[0]!, ends[next - 1], ends[next]!];
  if (!before) return 0;
  const share = (target! - before.worst!) / (after.worst! - before.worst!);
  return before.labelsSpent + share * (after.labelsSpent - before.labelsSpent) - today.labelsSpent;
}

function doubtWords(
  { because, holdoutNeeded, atLeast }: Extract<Forecast, { kind: "cannotTell" }>,
  progress: Target,
  unlabeled: number,
  words: Words,
): string {
  const { t } = words;
  const { metric } = progress;
  const target = targetOf(metric, progress.target!, words);
  const today = todayOf(progress);
  if (metric === "macroF1" && progress.holdout.labelsForMacroF1 === null)
    return t("forecast.never", { target });
  if (because === "fewHoldout") {
    return holdoutNeeded === null
      ? t(today.isBeyond ? "forecast.beyond" : "forecast.fewHoldout", { target, metric })
      : joined(holdoutWords(holdoutNeeded, progress, words), stayWords(progress, holdoutNeeded, words));
  }
  if (because === "fewPoints" || because === "fewPerClass")
    return joined(t(`forecast.${because}`, { target }), noModelsWords(progress, words));
  if (because === "noInterval") {
    const needs = macroF1Words(progress, words);
    return needs === null ? t("forecast.measuring", { target }) : t("forecast.noInterval", { target, needs });
  }
  if (because === "tooWide") return tooWideWords(today.isThere, atLeast, target, words);
  if (today.isThere) return t("forecast.thereByChance", { target });
  if (atLeast === null) return t(`forecast.${because}`, { target });
  if (atLeast > unlabeled) return t("forecast.notInPool", { target });
  return t(`forecast.${because}AtLeast`, { target, labels: labelsOf(atLeast, words) });
}

/** That the forecast has no upper end, and a lower one so near that its middle says nothing. */
function tooWideWords(isThere: boolean, atLeast: number | null, target: string, words: Words): string {
  if (isThere) return words.t("forecast.tooWideThere", { target });
  if (!atLeast) return words.t("forecast.tooWide", { target });
  return words.t("forecast.tooWideAtLeast", { target, labels: atLeast, shown: labelsOf(atLeast, words) });
}

/** How many holdout labels would tell of the target. */
function holdoutWords(needed: number, progress: Target, words: Words): string {
  const { metric } = progress;
  const target = targetOf(metric, progress.target!, words);
  // So many only end that it is too early; what tells is known from then on.
  if (needed === holdoutWorthACurve) return words.t("forecast.fewHoldoutAtLeast", { target, needed });
  const kind = todayOf(progress).isBeyond ? "beyondNeeded" : "fewHoldoutNeeded";
  return words.t(`forecast.${kind}`, { target, metric, needed });
}

/** Whether today's score is at the target or better, and its whole interval; neither on a holdout too small for any claim. */
export function todayOf({ curve, metric, target }: Pick<Progress, "curve" | "metric" | "target">) {
  const last = curve.at(-1);
  if (!last || last.holdoutCount < holdoutWorthACurve || target === null) {
    return { isThere: false, isBeyond: false };
  }
  const score = last.scores[metric];
  const worst = metric === "logLoss" ? score.high : score.low;
  return {
    isThere: isAsGood(score.value, target, metric),
    isBeyond: worst !== null && isAsGood(worst, target, metric),
  };
}

function isAsGood(score: number, target: number, metric: CurveMetric): boolean {
  return metric === "logLoss" ? score <= target : score >= target;
}
