import { kMeans, membersOf } from "../clustering/k-means";
import { rowOf, takeRows } from "../matrix";
import { createRandom } from "../random";
import { rowUniform } from "../row-hash";
import { topRows } from "../top-rows";
import { pickInTurns } from "./in-turns";
import { knownProbabilities } from "./known-probabilities";
import { negativeMargin } from "./margin";
import { sampleRows } from "./sample-rows";
import type { QueryStrategy } from "./strategy";

/** Uncertain candidates considered for each one that is taken: the paper's setting. */
const CONSIDERED_PER_PICK = 10;

/** Candidates that clusters are learned from at most. */
const SAMPLED = 5000;

/**
 * The ten times `count` candidates of smallest margin, taken from clusters in turn, the cluster with the fewest of
 * them first and within one the least certain. The paper clusters by average linkage, which is quadratic; here it
 * is k-means, `count` clusters learned from 5,000 candidates at most.
 */
export const clusterMargin: QueryStrategy = {
  id: "cluster-margin",
  reference: "Citovsky et al. 2021, Batch active learning at scale",
  needsModel: true,
  reads: "probabilities",
  uniform: false,
  exploreShare: 0,
  async select(request, kernels) {
    const { pool, count, seed } = request;
    if (request.candidates.length === 0 || count === 0) return [];
    const probabilities = knownProbabilities("cluster-margin", request);
    const candidates = request.candidates.slice().sort();
    const margins = Float64Array.from(candidates, (row) => negativeMargin(rowOf(probabilities, row)));
    const ties = Float64Array.from(candidates, (row) => rowUniform(seed, row));
    const considered = topRows(margins, CONSIDERED_PER_PICK * count, ties).map((i) => candidates[i]!);

    const sampled = takeRows(pool.embeddings, sampleRows(seed, candidates, SAMPLED));
    const { centroids } = await kMeans(sampled, count, createRandom(seed, "cluster-margin"), kernels);
    const { indices } = await kernels.nearestRows(takeRows(pool.embeddings, considered), centroids, 1);
    const lists = membersOf(indices, centroids.rows)
      .sort((a, b) => a.length - b.length)
      .map((members) => members.map((i) => considered[i]!));
    return pickInTurns("cluster-margin", lists, request, kernels);
  },
};
