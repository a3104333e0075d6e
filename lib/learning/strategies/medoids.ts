import { kMeans, membersOf } from "../clustering/k-means";
import { takeRows } from "../matrix";
import { createRandom } from "../random";
import { pickInTurns } from "./in-turns";
import { sampleRows } from "./sample-rows";
import type { QueryStrategy } from "./strategy";

/** Candidates that are clustered at most. */
const SAMPLED = 5000;

/**
 * Clusters the candidates (k-means, as many clusters as samples are wanted) and takes those nearest to their
 * centroids, the largest cluster first. Looks at 5,000 candidates at most.
 */
export const medoids: QueryStrategy = {
  id: "medoids",
  reference:
    "Nguyen & Smeulders 2004, Active learning using pre-clustering; Zhdanov 2019, Diverse mini-batch active learning",
  needsModel: false,
  reads: "nothing",
  uniform: false,
  exploreShare: 0,
  async select(request, kernels) {
    const { pool, candidates, count, seed } = request;
    if (candidates.length === 0 || count === 0) return [];
    const rows = sampleRows(seed, candidates, Math.max(SAMPLED, count));
    const x = takeRows(pool.embeddings, rows);
    const { clusters, similarities } = await kMeans(x, count, createRandom(seed, "medoids"), kernels);
    const lists = membersOf(clusters, count)
      .sort((a, b) => b.length - a.length)
      .map((members) => members.sort((a, b) => similarities[b]! - similarities[a]! || a - b))
      .map((members) => members.map((i) => rows[i]!));
    return pickInTurns("medoids", lists, request, kernels);
  },
};
