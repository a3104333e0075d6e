/** One label of a test set that was drawn by choice, in the order of drawing. */
export interface DrawnLoss {
  /** Loss of the model on it: any figure whose mean over the pool is asked for. */
  readonly loss: number;
  /** Probability with which it was drawn among those that were left, above 0. */
  readonly propensity: number;
  /** How many were left when it was drawn, itself among them. */
  readonly left: number;
}

/**
 * Levelled unbiased risk estimator (Farquhar, Gal & Rainforth 2021; for test sets Kossen et al. 2021): the mean loss
 * over the pool as it was at the first draw, from `drawn` samples taken one after another without putting back. Each draw
 * may favour what it likes as long as nothing has probability 0; uniform draws give the plain mean. NaN without a draw.
 *
 * In the papers N - i are left at draw i of a pool of N. Here each draw says how many there really were. The estimate
 * stays unbiased when samples leave or join between draws that are on average as likely wrong as the others: with A the
 * mean loss of what a draw may take, and μ and μ' the means of what is left before and after it, A = left μ - (left - 1) μ',
 * so that the weighted draws add up to the first μ, whatever is left later.
 */
export function lureEstimate(drawn: readonly DrawnLoss[]): number {
  let sum = 0;
  drawn.forEach((draw, index) => {
    sum += lureWeight(index, drawn.length, draw) * draw.loss;
  });
  return sum / drawn.length;
}

/** What the draw at `index` (from 0) of `count` draws weighs; 1 when it was uniform. */
export function lureWeight(index: number, count: number, { propensity, left }: DrawnLoss): number {
  // The last sample of a pool leaves nothing to weigh against.
  if (left <= 1) return 1;
  const later = count - 1 - index;
  // Below 0 only where many have joined a pool that was all but used up: there the plain mean is the steadier one.
  return 1 + Math.max(0, 1 - later / (left - 1)) * (1 / (left * propensity) - 1);
}
