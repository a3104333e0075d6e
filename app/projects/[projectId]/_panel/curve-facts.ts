import { type CurveMetric, type Estimate, holdoutWorthACurve, type Progress } from "@/lib/contracts/progress";
import { bareScoreOf, changeBandOf, changeOf, scoreOf } from "./figures";
import type { Words } from "./use-words";

/** What the curve means, in one sentence that claims no more than its interval allows. */
export function meaningOf(
  { curve, slope }: Progress,
  metric: CurveMetric,
  isMultiLabel: boolean,
  words: Words,
): string {
  const { t } = words;
  const last = curve.at(-1);
  if (!last) return "";
  const { value, low, high } = last.scores[metric];
  const holdout = last.holdoutCount;
  const known =
    low === null || high === null
      ? t("meaning.unbounded", {
          holdout,
          score: scoreOf(metric, value, words),
          metric,
        })
      : t("meaning.known", {
          holdout,
          low: bareScoreOf(metric, low, words),
          high: scoreOf(metric, high, words),
        });
  if (holdout < holdoutWorthACurve) {
    return t("meaning.tooEarly", { known, missing: holdoutWorthACurve - holdout });
  }
  const moved = slope[metric];
  if (!moved) {
    const isUnknown = metric === "macroF1" && (low === null || isMultiLabel);
    return t(isUnknown ? "meaning.noInterval" : "meaning.fewModels", { known });
  }
  return t(`meaning.${movementOf(metric, moved, words)}`, {
    metric,
    change: changeOf(metric, moved.value, words),
    band: changeBandOf(metric, moved, words),
    direction: moved.value < 0 ? "down" : "up",
    known,
  });
}

/** By 100 labels, twice what is worth them: a curve whose whole interval lies below this, up or down, hardly moves. */
const hardly = { accuracy: 0.01, macroF1: 0.01, logLoss: 0.02 };

/** `open`: what it moved by rounds to nought, but chance may hide a change either way. */
function movementOf(metric: CurveMetric, { value, low, high }: Estimate, words: Words) {
  const isBounded = low !== null && high !== null;
  if (isBounded && Math.max(Math.abs(low), Math.abs(high)) <= hardly[metric]) return "still";
  if (isBounded && low <= 0 && high >= 0) {
    return changeOf(metric, value, words) === changeOf(metric, 0, words) ? "open" : "chance";
  }
  return value > 0 ? "rises" : "falls";
}

/** What is drawn besides the curve, and how it is to be read; empty where there is nothing to add. */
export function legendOf(progress: Progress, metric: CurveMetric, { t, format }: Words): string {
  const farthest = progress.random.at(-1);
  const parts = [
    progress.curve.some(({ scores }) => scores[metric].low !== null) ? t("curve.band") : null,
    farthest && progress.randomMeasured
      ? t("curve.randomLegend", {
          known: format.count(farthest.labelsSpent),
          labels: progress.randomMeasured.labelsSpent,
        })
      : null,
    progress.path[metric].length > 0 ? t("curve.pathLegend") : null,
    metric === "logLoss" ? t("curve.lowerIsBetter") : null,
  ];
  return parts.filter((part) => part !== null).join(" ");
}
