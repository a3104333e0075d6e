import { type Matrix, matrix } from "../matrix";
import type { RowLabels } from "../strategies/multi-label/multi-label-strategy";
import { calibrationError } from "./calibration-error";
import type { Evaluation } from "./evaluate";
import { type HoldoutPredictions, predictedLabels } from "./holdout-predictions";
import { logLoss } from "./log-loss";
import { predictedMemberships, scoreMemberships } from "./multi-label";
import { wilsonInterval } from "./wilson-interval";

/** As `evaluateMemberships`, on the labels of predicted rows; null when there are none. */
export function evaluateMembershipPredictions(
  predictions: HoldoutPredictions,
  labels: readonly RowLabels[],
): Evaluation | null {
  const { known, probabilities } = predictedLabels(predictions, labels);
  if (known.length === 0) return null;
  return evaluateMemberships(probabilities, known);
}

/**
 * Scores probabilities of having each class (n × c) against the classes that each of n ≥ 1 samples has. Accuracy is the
 * share of samples whose classes are all right, and no other predicted: a proportion of samples, as its interval asks.
 * Log loss (nats) and calibration error are means over the pairs of sample and class, each a yes or no.
 */
export function evaluateMemberships(
  probabilities: Matrix,
  sets: readonly Pick<RowLabels, "classes">[],
): Evaluation {
  const truth = membershipsOf(sets, probabilities.columns);
  const scores = scoreMemberships(truth, predictedMemberships(probabilities), probabilities.columns);
  const correct = Math.round(scores.subsetAccuracy * sets.length);
  const answers = Int32Array.from(truth);
  return {
    holdoutCount: sets.length,
    correct,
    accuracy: correct / sets.length,
    ...wilsonInterval(correct, sets.length),
    macroF1: scores.macroF1,
    logLoss: logLoss(yesOrNo(probabilities), answers),
    calibrationError: calibrationError(yesOrNo(probabilities), answers),
  };
}

/** labels × classCount: 1 where a row has the class, else 0. */
export function membershipsOf(labels: readonly Pick<RowLabels, "classes">[], classCount: number): Uint8Array {
  const memberships = new Uint8Array(labels.length * classCount);
  labels.forEach(({ classes }, i) => {
    for (const classIndex of classes) memberships[i * classCount + classIndex] = 1;
  });
  return memberships;
}

/** Each pair of sample and class as a question of its own (pairs × 2): no, yes. */
export function yesOrNo({ data }: Matrix): Matrix {
  const answers = matrix(data.length, 2);
  data.forEach((probability, i) => {
    answers.data[2 * i] = 1 - probability;
    answers.data[2 * i + 1] = probability;
  });
  return answers;
}
