import { NonFiniteError } from "../errors";
import { type Matrix, rowOf } from "../matrix";
import type { SelectionRequest } from "./strategy";

/**
 * The model's probabilities of the pool. Throws a RangeError without a model, and a NonFiniteError when those of
 * a candidate are not finite.
 */
export function knownProbabilities(
  id: string,
  { candidates, probabilities }: Pick<SelectionRequest, "candidates" | "probabilities">,
): Matrix {
  if (probabilities === null) throw new RangeError(`${id} needs the probabilities of a model.`);
  let sum = 0;
  for (const row of candidates) for (const p of rowOf(probabilities, row)) sum += p;
  if (!Number.isFinite(sum)) throw new NonFiniteError(`${id}: probabilities`);
  return probabilities;
}
