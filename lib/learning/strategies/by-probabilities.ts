import { rowOf } from "../matrix";
import { byScore } from "./by-score";
import type { QueryStrategy } from "./strategy";

/** A strategy whose score is a function of one candidate's class probabilities. */
export function byProbabilities(
  id: string,
  reference: string,
  scoreOf: (probabilities: Float32Array) => number,
): QueryStrategy {
  return byScore({ id, reference }, ({ candidates, probabilities }) => {
    if (probabilities === null) throw new RangeError(`${id} needs the probabilities of a model.`);
    return Float64Array.from(candidates, (row) => scoreOf(rowOf(probabilities, row)));
  });
}
