import { rowOf } from "../matrix";
import { byScore } from "./by-score";
import { knownProbabilities } from "./known-probabilities";
import type { QueryStrategy } from "./strategy";

/** A strategy whose score is a function of one candidate's class probabilities. */
export function byProbabilities(
  id: string,
  reference: string,
  scoreOf: (probabilities: Float32Array) => number,
): QueryStrategy {
  return byScore({ id, reference }, (request) => {
    const probabilities = knownProbabilities(id, request);
    return Float64Array.from(request.candidates, (row) => scoreOf(rowOf(probabilities, row)));
  });
}
