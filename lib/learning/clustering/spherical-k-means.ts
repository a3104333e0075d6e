import type { Kernels } from "../kernels";
import { normaliseRows } from "../linear-algebra/normalise-rows";
import { addScaled } from "../linear-algebra/sparse-matrix";
import { type Matrix, matrix, rowOf, takeRows } from "../matrix";
import type { Random } from "../random";

const ROUNDS = 15;

/**
 * `count` centroids of length 1 (count × d) such that each row of X is close to a multiple of one of them
 * (Coates & Ng 2012, damped updates). Centroids that lose all rows restart at a random row.
 */
export async function sphericalKMeans(
  x: Matrix,
  count: number,
  random: Random,
  kernels: Kernels,
): Promise<Matrix> {
  return refineCentroids(x, takeRows(x, random.permutation(x.rows).subarray(0, count)), random, kernels);
}

/** The same from centroids (count × d) to begin with, which it overwrites and returns. */
export async function refineCentroids(
  x: Matrix,
  centroids: Matrix,
  random: Random,
  kernels: Kernels,
): Promise<Matrix> {
  const count = centroids.rows;
  normaliseRows(centroids);
  for (let round = 0; round < ROUNDS; round++) {
    const { indices, similarities } = await kernels.nearestRows(x, centroids, 1);
    const memberCounts = new Int32Array(count);
    const moved = matrix(count, x.columns, centroids.data.slice());
    for (let i = 0; i < x.rows; i++) {
      memberCounts[indices[i]!]!++;
      addScaled(moved.data, indices[i]! * x.columns, x.data, i * x.columns, similarities[i]!, x.columns);
    }
    memberCounts.forEach((members, k) => {
      rowOf(centroids, k).set(members > 0 ? rowOf(moved, k) : rowOf(x, random.integer(x.rows)));
    });
    normaliseRows(centroids);
  }
  return centroids;
}
