import { rowOf } from "../matrix";
import { byScore } from "./by-score";
import { knownProbabilities } from "./known-probabilities";

/**
 * Expected gradient length: Σₖ pₖ·|∇ₖ|, where ∇ₖ is the gradient of the log loss by the weights and biases of a
 * softmax layer if the label were k. It is (p − eₖ) ⊗ (x, 1), so |∇ₖ| = |p − eₖ|·√(|x|² + 1).
 */
export const expectedModelChange = byScore(
  {
    id: "expected-model-change",
    reference: "Settles, Craven & Ray 2008, Multiple-instance active learning; Settles 2009, section 3.3",
  },
  (request) => {
    const { candidates, pool } = request;
    const probabilities = knownProbabilities("expected-model-change", request);
    return Float64Array.from(candidates, (row) =>
      expectedGradientLength(rowOf(probabilities, row), rowOf(pool.embeddings, row)),
    );
  },
);

/** For one sample with class probabilities p (c) and embedding x (d). */
export function expectedGradientLength(p: Float32Array, x: Float32Array): number {
  let squares = 0;
  for (const pk of p) squares += pk * pk;
  let expected = 0;
  for (const pk of p) expected += pk * Math.sqrt(Math.max(0, squares - 2 * pk + 1));
  let length = 1;
  for (const value of x) length += value * value;
  return expected * Math.sqrt(length);
}
