import { kMeans, membersOf } from "../clustering/k-means";
import { squaredDistance } from "../graph/neighbour-graph";
import type { Kernels } from "../kernels";
import { takeRows } from "../matrix";
import type { Pool } from "../pool";
import { createRandom } from "../random";
import { pickInTurns } from "./in-turns";
import { sampleRows } from "./sample-rows";
import type { QueryStrategy } from "./strategy";

/** Candidates that are clustered at most, besides the labeled samples. */
const SAMPLED = 5000;

/** The paper's settings: neighbours whose distance makes a sample typical, and clusters at most. */
const NEIGHBOURS = 20;
const MOST_CLUSTERS = 500;

/** Distances below this are float32 rounding of equal vectors. */
const SMALLEST_DISTANCE = 1e-3;

/**
 * TypiClust: clusters labeled samples and candidates together (k-means, as many clusters as labels and wanted
 * samples, 500 at most) and takes the most typical candidate of each, clusters with the fewest labels first and of
 * these the largest. Looks at the labels and 5,000 candidates at most.
 */
export const typiclust: QueryStrategy = {
  id: "typiclust",
  reference:
    "Hacohen, Dekel & Weinshall 2022, Active learning on a budget: opposite strategies suit high and low budgets",
  needsModel: false,
  reads: "nothing",
  uniform: false,
  exploreShare: 0,
  async select(request, kernels) {
    const { pool, candidates, labels, count, seed } = request;
    if (candidates.length === 0 || count === 0) return [];
    const labeled = new Set(labels.map(({ row }) => row));
    const sampled = sampleRows(seed, candidates, Math.max(SAMPLED, count));
    const rows = Int32Array.from([...labeled, ...sampled]).sort();
    const clusterCount = Math.min(MOST_CLUSTERS, labeled.size + count);
    const x = takeRows(pool.embeddings, rows);
    const { clusters } = await kMeans(x, clusterCount, createRandom(seed, "typiclust"), kernels);
    const typicality = await typicalityOf(pool, rows, kernels);
    const groups = membersOf(clusters, clusterCount).map((members) => {
      const open = members.filter((i) => !labeled.has(rows[i]!));
      open.sort((a, b) => typicality[b]! - typicality[a]! || a - b);
      return { open: open.map((i) => rows[i]!), size: members.length, labels: members.length - open.length };
    });
    groups.sort((a, b) => a.labels - b.labels || b.size - a.size);
    return pickInTurns(
      "typiclust",
      groups.map(({ open }) => open),
      request,
      kernels,
    );
  },
};

/**
 * How typical each of the rows is: the inverse of its mean distance to its nearest neighbours, those of the pool's
 * graph when it has been built, else the twenty nearest among the rows.
 */
export async function typicalityOf(pool: Pool, rows: Int32Array, kernels: Kernels): Promise<Float64Array> {
  const { graph } = pool;
  if (graph !== null) {
    return Float64Array.from(rows, (row) =>
      inverseMeanDistance(graph.similarities.subarray(row * graph.k, (row + 1) * graph.k)),
    );
  }
  const x = takeRows(pool.embeddings, rows);
  // A row is its own nearest neighbour, or equal to it.
  const k = Math.min(NEIGHBOURS + 1, rows.length);
  const { similarities } = await kernels.nearestRows(x, x, k);
  return Float64Array.from(rows, (_, i) =>
    inverseMeanDistance(similarities.subarray(i * k + 1, (i + 1) * k)),
  );
}

function inverseMeanDistance(similarities: Float32Array): number {
  let sum = 0;
  for (const similarity of similarities) sum += Math.sqrt(squaredDistance(similarity));
  return 1 / Math.max(SMALLEST_DISTANCE, sum / Math.max(1, similarities.length));
}
