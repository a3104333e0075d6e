import { type Matrix, rowOf } from "../matrix";
import type { Random } from "../random";
import { correctCount } from "./accuracy";
import { confusionCounts } from "./confusion";
import type { BoundedEstimate } from "./estimate";
import { predictedClasses } from "./evaluate";
import { logLoss } from "./log-loss";
import { macroF1Interval } from "./macro-f1-interval";
import { meanInterval } from "./mean-interval";
import { wilsonInterval } from "./wilson-interval";

/** 95 % intervals of a model's scores on the holdout; null where so few labels allow no honest one. */
export interface ScoreIntervals {
  readonly accuracy: BoundedEstimate | null;
  readonly macroF1: BoundedEstimate | null;
  /** Nats per sample. */
  readonly logLoss: BoundedEstimate | null;
}

/** Of calibrated probabilities (n × c) and the n true classes. */
export function scoreIntervals(probabilities: Matrix, truth: Int32Array, random: Random): ScoreIntervals {
  const n = truth.length;
  if (n === 0) return { accuracy: null, macroF1: null, logLoss: null };
  const confusion = confusionCounts(truth, predictedClasses(probabilities), probabilities.columns);
  const correct = correctCount(confusion, probabilities.columns);
  return {
    accuracy: { value: correct / n, ...wilsonInterval(correct, n) },
    macroF1: macroF1Interval(confusion, probabilities.columns),
    logLoss: meanInterval(lossesOf(probabilities, truth), random),
  };
}

/** The log loss of each sample in nats. */
export function lossesOf(probabilities: Matrix, truth: Int32Array): Float64Array {
  return Float64Array.from({ length: truth.length }, (_, i) => {
    const row = { rows: 1, columns: probabilities.columns, data: rowOf(probabilities, i) };
    return logLoss(row, truth.subarray(i, i + 1));
  });
}
