import { kMeansPlusPlus, type PointSet } from "../clustering/k-means-plus-plus";
import { squaredLengths } from "../clustering/row-points";
import type { Kernels } from "../kernels";
import { type Matrix, matrix, rowOf, takeRows } from "../matrix";
import { createRandom } from "../random";
import { knownProbabilities } from "./known-probabilities";
import { likeliestClass } from "./likeliest-class";
import { neverRising } from "./never-rising";
import { sampleRows } from "./sample-rows";
import type { QueryStrategy } from "./strategy";

/** Candidates looked at, at most: each pick compares all of them with it. */
const SAMPLED = 20_000;

/**
 * BADGE: k-means++ on gradient embeddings, which are large where the model is unsure and apart where samples or
 * guesses differ. Draws at random, so it reports the propensity of each draw; the score is the squared distance to
 * the nearest earlier pick, held to those before it. Near neighbours of a pick are not drawn. Looks at 20,000
 * candidates at most.
 */
export const badge: QueryStrategy = {
  id: "badge",
  reference:
    "Ash, Zhang, Krishnamurthy, Langford & Agarwal 2020, Deep batch active learning by diverse, uncertain gradient lower bounds",
  needsModel: true,
  reads: "probabilities",
  uniform: false,
  exploreShare: 0,
  async select(request, kernels) {
    const { pool, candidates, count, nearThreshold, seed } = request;
    if (candidates.length === 0) return [];
    const probabilities = knownProbabilities("badge", request);
    const rows = sampleRows(seed, candidates, Math.max(SAMPLED, count));
    const x = takeRows(pool.embeddings, rows);
    const points = gradientPoints(takeRows(probabilities, rows), x, nearThreshold, kernels);
    const drawn = await kMeansPlusPlus(points, count, createRandom(seed, "badge"));
    const picks = drawn.map(({ index, weight, probability }) => ({
      row: rows[index]!,
      score: weight,
      strategy: "badge",
      propensity: probability,
    }));
    return neverRising(picks);
  },
};

/**
 * The gradients of the log loss by the last layer's weights, each sample's likeliest class taken for its label:
 * (p − onehot) ⊗ x. Kept as their two factors, since ⟨g ⊗ x, g′ ⊗ x′⟩ = ⟨g, g′⟩·⟨x, x′⟩: n·(c + d) numbers
 * instead of n·c·d. Samples with an inner product of `nearThreshold` or more exclude each other.
 */
export function gradientPoints(
  probabilities: Matrix,
  x: Matrix,
  nearThreshold: number,
  kernels: Kernels,
): PointSet {
  const residuals = matrix(probabilities.rows, probabilities.columns, probabilities.data.slice());
  for (let i = 0; i < residuals.rows; i++) {
    const row = rowOf(residuals, i);
    row[likeliestClass(row)]! -= 1;
  }
  const [residualSquares, squares] = [squaredLengths(residuals), squaredLengths(x)];
  const squaredNorms = residualSquares.map((square, i) => square * squares[i]!);
  return {
    count: x.rows,
    squaredNorms,
    async squaredDistancesTo(index) {
      const own = squaredNorms[index]!;
      const [g, s] = [await productsWith(residuals, index, kernels), await productsWith(x, index, kernels)];
      return squaredNorms.map((norm, i) =>
        s[i]! >= nearThreshold ? -1 : Math.max(0, norm + own - 2 * g[i]! * s[i]!),
      );
    },
  };
}

/** The inner product of every row with the one at `index`. */
async function productsWith(m: Matrix, index: number, kernels: Kernels): Promise<Float32Array> {
  return (await kernels.multiply(m, matrix(1, m.columns, rowOf(m, index)), { b: true })).data;
}
