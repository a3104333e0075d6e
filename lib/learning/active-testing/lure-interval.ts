import type { BoundedEstimate } from "../evaluation/estimate";
import { holdoutLabelsFor } from "../evaluation/holdout-size";
import { type DrawnLoss, lureEstimate, lureWeight } from "../evaluation/lure";
import { wilsonInterval } from "../evaluation/wilson-interval";

export interface ActiveAccuracy {
  readonly accuracy: BoundedEstimate;
  /** Labels that a holdout drawn plainly would need for an interval so narrow. */
  readonly plainLabels: number;
}

/** Fewer draws, or fewer samples among them that are wrong, tell too little of the rare wrong ones with large weights. */
const [FEWEST_DRAWS, FEWEST_WRONG] = [30, 5];

/**
 * Accuracy over the pool that is drawn from, by draws that favour some samples (LURE), with a 95 % interval: Wilson's, of as many
 * samples as plain sampling needs for the variance of the weighted mistakes. `drawn`: 1 for a mistake, 0 for none, in the
 * order of drawing. The pool is taken for a sample itself, so that a pool labeled wholly still has an interval. Null
 * while too little is drawn.
 */
export function lureAccuracy(drawn: readonly DrawnLoss[]): ActiveAccuracy | null {
  const count = drawn.length;
  const wrong = drawn.filter(({ loss }) => loss > 0).length;
  if (count < FEWEST_DRAWS || wrong < FEWEST_WRONG) return null;
  const error = Math.min(1, lureEstimate(drawn));
  const squares = drawn.reduce((sum, draw, i) => {
    return sum + (lureWeight(i, count, draw) * draw.loss - error) ** 2;
  }, 0);
  const variance = squares / (count * (count - 1));
  const samples = Math.max(error * (1 - error), Number.EPSILON) / variance;
  const { low, high } = wilsonInterval(error * samples, samples);
  const accuracy = { value: 1 - error, low: 1 - high, high: 1 - low };
  return { accuracy, plainLabels: holdoutLabelsFor(high - low, accuracy.value) };
}
