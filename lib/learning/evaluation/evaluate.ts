import type { Matrix } from "../matrix";
import { correctCount } from "./accuracy";
import { calibrationError } from "./calibration-error";
import { confusionCounts } from "./confusion";
import { logLoss } from "./log-loss";
import { macroF1 } from "./macro-f1";
import { wilsonInterval } from "./wilson-interval";

export interface Evaluation {
  readonly holdoutCount: number;
  readonly correct: number;
  readonly accuracy: number;
  /** 95 % Wilson interval of the accuracy. */
  readonly low: number;
  readonly high: number;
  readonly macroF1: number;
  /** Nats per sample, probabilities clipped at 1e-15. */
  readonly logLoss: number;
  /** How far confidence and accuracy lie apart on average (expected calibration error, 0..1). */
  readonly calibrationError: number;
}

/** Scores calibrated probabilities (n × c) against the n true classes. */
export function evaluate(probabilities: Matrix, truth: Int32Array): Evaluation {
  const confusion = confusionCounts(truth, predictedClasses(probabilities), probabilities.columns);
  const correct = correctCount(confusion, probabilities.columns);
  return {
    holdoutCount: truth.length,
    correct,
    accuracy: truth.length === 0 ? 0 : correct / truth.length,
    ...wilsonInterval(correct, truth.length),
    macroF1: macroF1(confusion, probabilities.columns),
    logLoss: logLoss(probabilities, truth),
    calibrationError: calibrationError(probabilities, truth),
  };
}

/** The likeliest class of each row (n × c → n); ties go to the lower class. */
export function predictedClasses({ rows, columns, data }: Matrix): Int32Array {
  const predicted = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    let best = 0;
    for (let j = 1; j < columns; j++) if (data[i * columns + j]! > data[i * columns + best]!) best = j;
    predicted[i] = best;
  }
  return predicted;
}
