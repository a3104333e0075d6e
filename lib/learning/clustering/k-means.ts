import type { Kernels } from "../kernels";
import { type Matrix, takeRows } from "../matrix";
import type { Random } from "../random";
import { kMeansPlusPlus } from "./k-means-plus-plus";
import { rowPoints } from "./row-points";
import { refineCentroids } from "./spherical-k-means";

export interface Clustering {
  /** count × d, each of length 1. */
  readonly centroids: Matrix;
  /** The cluster of each row. */
  readonly clusters: Int32Array;
  /** The inner product of each row with its centroid. */
  readonly similarities: Float32Array;
}

/** Rows among which the first centroids are drawn: enough to meet every cluster that is worth a centroid. */
const SEED_ROWS = { perCluster: 5, atLeast: 1000 };

/**
 * Spherical k-means of rows of length 1 (n × d), which for them is k-means, begun by k-means++. At most `count`
 * clusters, some of which may be empty. Of several `runs` the one whose rows are nearest to their centroids counts:
 * with few clusters, one run in some splits a cluster and merges two others. The same rows in the same order give
 * the same clusters.
 */
export async function kMeans(
  x: Matrix,
  count: number,
  random: Random,
  kernels: Kernels,
  runs = 1,
): Promise<Clustering> {
  let best = await runOnce(x, count, random, kernels);
  for (let run = 1; run < runs; run++) {
    const next = await runOnce(x, count, random, kernels);
    if (closeness(next) > closeness(best)) best = next;
  }
  return best;
}

async function runOnce(x: Matrix, count: number, random: Random, kernels: Kernels): Promise<Clustering> {
  const clusterCount = Math.min(count, x.rows);
  const seedCount = Math.max(SEED_ROWS.atLeast, SEED_ROWS.perCluster * clusterCount);
  const seeds = takeRows(x, random.permutation(x.rows).subarray(0, seedCount));
  const drawn = await kMeansPlusPlus(rowPoints(seeds, kernels), clusterCount, random);
  const start = takeRows(
    seeds,
    drawn.map(({ index }) => index),
  );
  const centroids = await refineCentroids(x, start, random, kernels);
  const { indices, similarities } = await kernels.nearestRows(x, centroids, 1);
  return { centroids, clusters: indices, similarities };
}

function closeness({ similarities }: Clustering): number {
  return similarities.reduce((sum, similarity) => sum + similarity, 0);
}

/** The positions of the rows of each cluster, in rising order. */
export function membersOf(clusters: Int32Array, count: number): number[][] {
  const members: number[][] = Array.from({ length: count }, () => []);
  clusters.forEach((cluster, i) => {
    members[cluster]!.push(i);
  });
  return members;
}
