import { rowOf } from "../matrix";
import type { QueryStrategy, StrategyContext } from "./strategy";

/** A strategy whose score is a function of one candidate's class probabilities. */
export function probabilityRule(
  id: string,
  reference: string,
  scoreOf: (probabilities: Float32Array) => number,
): QueryStrategy {
  const score = ({ candidates, probabilities }: StrategyContext) => {
    if (probabilities?.rows !== candidates.length) {
      throw new RangeError(`${id} needs the probabilities of all ${candidates.length} candidates.`);
    }
    return Float64Array.from(candidates, (_, i) => scoreOf(rowOf(probabilities, i)));
  };
  return { id, reference, needsModel: true, uniform: false, rule: id, exploreShare: 0, score };
}
