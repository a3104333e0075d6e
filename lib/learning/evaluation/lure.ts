/** One label of a test set that was drawn by choice, in the order of drawing. */
export interface DrawnLoss {
  /** Loss of the model on it: any figure whose mean over the pool is asked for. */
  readonly loss: number;
  /** Probability with which it was drawn among those that were left, above 0. */
  readonly propensity: number;
}

/**
 * Levelled unbiased risk estimator (Farquhar, Gal & Rainforth 2021; for test sets Kossen et al. 2021): the mean loss
 * over a pool of `poolSize`, from `drawn` samples taken one after another without putting back. Each draw may favour
 * what it likes as long as nothing has probability 0; uniform draws give the plain mean. NaN without a draw.
 */
export function lureEstimate(drawn: readonly DrawnLoss[], poolSize: number): number {
  let sum = 0;
  drawn.forEach(({ loss, propensity }, index) => {
    sum += lureWeight(index, drawn.length, poolSize, propensity) * loss;
  });
  return sum / drawn.length;
}

/** What the draw at `index` (from 0) of `count` draws weighs; 1 when it was uniform. */
export function lureWeight(index: number, count: number, poolSize: number, propensity: number): number {
  const left = poolSize - index;
  // The last sample of a pool leaves nothing to weigh against.
  if (count === poolSize) return 1;
  return 1 + ((poolSize - count) / (left - 1)) * (1 / (left * propensity) - 1);
}
