import type { ModelState } from "../learners/learner";
import { type Matrix, rowOf } from "../matrix";
import { byScore } from "./by-score";
import { knownProbabilities } from "./known-probabilities";

/**
 * Minus the norm of the scores that labels have spread to a sample: what no label has reached has a norm near 0
 * and comes first, which explores before it exploits. Models that spread no scores have only their probabilities,
 * whose norm is smallest where they are even.
 */
export const uncertaintyNorm = byScore(
  {
    id: "uncertainty-norm",
    reference:
      "Miller & Calder 2023, Poisson reweighted Laplacian uncertainty sampling for graph-based active learning",
  },
  (request) => {
    const probabilities = knownProbabilities("uncertainty-norm", request);
    const scores = spreadScores(request.model) ?? probabilities;
    return Float64Array.from(request.candidates, (row) => -lengthOf(rowOf(scores, row)));
  },
);

/** The scores of a model, or of the first of its parts that has some. */
function spreadScores(model: ModelState | null): Matrix | null {
  return model?.scores ?? model?.parts.find(({ scores }) => scores !== null)?.scores ?? null;
}

function lengthOf(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares);
}
