import { columnMeans } from "../linear-algebra/principal-components";
import { matrix, rowOf } from "../matrix";
import { byScore } from "./by-score";
import { knownProbabilities } from "./known-probabilities";
import { probabilityEntropy } from "./probability-entropy";

/**
 * Information density: entropy (nats) times the mean similarity to the pool. Similarity is (1 + cosine)/2, since
 * embeddings have negative coordinates and the paper's cosines have not; its mean over the pool is the similarity
 * to the pool's mean, so nothing is quadratic.
 */
export const densityWeighted = byScore(
  {
    id: "density-weighted",
    reference: "Settles & Craven 2008, An analysis of active learning strategies for sequence labeling tasks",
  },
  async (request, kernels) => {
    const { candidates, pool } = request;
    const probabilities = knownProbabilities("density-weighted", request);
    const mean = matrix(1, pool.embeddings.columns, columnMeans(pool.embeddings));
    const cosines = await kernels.multiply(pool.embeddings, mean, { b: true });
    return Float64Array.from(
      candidates,
      (row) => (probabilityEntropy(rowOf(probabilities, row)) * (1 + cosines.data[row]!)) / 2,
    );
  },
);
