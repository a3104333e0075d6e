import {
  type CurveMetric,
  type Estimate,
  holdoutWorthACurve,
  type Progress,
  type ProgressPoint,
} from "@/lib/contracts/progress";
import { bareScoreOf, changeBandOf, changeOf, scoreOf } from "./figures";
import { noModelsWords } from "./frozen-words";
import { macroF1Words, stayWords } from "./stay-words";
import type { Words } from "./use-words";

/** What the curve means, in one sentence that claims no more than its interval allows. */
export function meaningOf(progress: Progress, metric: CurveMetric, words: Words): string {
  const { t } = words;
  const last = progress.curve.at(-1);
  if (!last) return "";
  const holdout = last.holdoutCount;
  const known = knownWords(last, metric, words);
  if (metric === "macroF1") {
    if (progress.holdout.labelsForMacroF1 === null) return t("meaning.never", { known });
    const { value, low } = last.scores.macroF1;
    const needs = low === null ? macroF1Words(progress, words) : null;
    const score = scoreOf(metric, value, words);
    if (needs !== null) return t("meaning.tooEarlyMacroF1", { score, holdout, needs });
  }
  const frozen = noModelsWords(progress, words);
  if (holdout < holdoutWorthACurve) {
    const told = t("meaning.tooEarly", { known, missing: holdoutWorthACurve - holdout });
    return [told, stayWords(progress, holdoutWorthACurve, words), frozen].filter(Boolean).join(" ");
  }
  const moved = progress.slope[metric];
  if (!moved) return [t("meaning.fewModels", { known }), frozen].filter(Boolean).join(" ");
  return t(`meaning.${movementOf(metric, moved, words)}`, {
    metric,
    change: changeOf(metric, moved.value, words),
    band: changeBandOf(metric, moved, words),
    direction: moved.value < 0 ? "down" : "up",
    known,
  });
}

/** Where the truth most likely lies, or what the score reads where no interval is known. */
function knownWords({ scores, holdoutCount }: ProgressPoint, metric: CurveMetric, words: Words): string {
  const { t } = words;
  const { value, low, high } = scores[metric];
  if (low === null || high === null) {
    return t("meaning.unbounded", { holdout: holdoutCount, score: scoreOf(metric, value, words), metric });
  }
  return t("meaning.known", {
    holdout: holdoutCount,
    low: bareScoreOf(metric, low, words),
    high: scoreOf(metric, high, words),
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
          hasBand: String(progress.random.some(({ scores }) => scores[metric].low !== null)),
        })
      : null,
    progress.path[metric].length > 0 ? t("curve.pathLegend") : null,
    metric === "logLoss" ? t("curve.lowerIsBetter") : null,
  ];
  return parts.filter((part) => part !== null).join(" ");
}
