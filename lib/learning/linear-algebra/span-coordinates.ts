import type { Kernels } from "../kernels";
import { type Matrix, matrix } from "../matrix";
import { pivotedCholesky } from "./pivoted-cholesky";

/** Rows closer than this (relative, squared) to the span of the others are written as combinations of them. */
const RANK_TOLERANCE = 1e-7;

/**
 * Coordinates of the rows of X (n × d) in an orthonormal basis of their span (n × r, r ≤ n): the same inner products
 * and distances in fewer columns. Models whose penalty is the length of their weights have them in that span
 * (Kimeldorf & Wahba 1971), so they are the same fitted on either, to float32.
 */
export async function spanCoordinates(x: Matrix, kernels: Kernels): Promise<Matrix> {
  const n = x.rows;
  const gram = await kernels.multiply(x, x, { b: true });
  const { pivots, factor } = pivotedCholesky(gram.data, n, RANK_TOLERANCE);
  const r = Math.max(1, pivots.length);
  const coordinates = matrix(n, r);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < r; j++) coordinates.data[i * r + j] = factor[i * n + j]!;
  }
  return coordinates;
}
