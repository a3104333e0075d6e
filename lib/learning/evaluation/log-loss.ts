import type { Matrix } from "../matrix";

/** Probabilities are clipped here from below, so that one certain mistake costs 34.5 nats, not infinity. */
const SMALLEST = 1e-15;

/** Mean −log p(true class) in nats. `probabilities` is n × c, `truth` has n entries; no rows give 0. */
export function logLoss(probabilities: Matrix, truth: Int32Array): number {
  let total = 0;
  for (let i = 0; i < truth.length; i++) {
    total -= Math.log(Math.max(SMALLEST, probabilities.data[i * probabilities.columns + truth[i]!]!));
  }
  return truth.length === 0 ? 0 : total / truth.length;
}
