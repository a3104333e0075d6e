import type { Kernels } from "../kernels";
import { type Matrix, matrix } from "../matrix";
import type { Random } from "../random";
import { denseOperator } from "./linear-operator";
import { randomizedSvd } from "./randomized-svd";

export interface PrincipalComponents {
  /** Mean of each column (d). */
  readonly mean: Float32Array;
  /** d × r, orthonormal columns, largest variance first. */
  readonly components: Matrix;
}

/** A singular value below this share of the norm of X is what float32 rounding leaves of equal rows. */
const ROUNDING = 1e-6;

/** The leading principal components of the rows of X (n × d); r ≤ count, 0 when all rows are equal. */
export async function principalComponents(
  x: Matrix,
  count: number,
  random: Random,
  kernels: Kernels,
): Promise<PrincipalComponents> {
  const mean = columnMeans(x);
  const centred = matrix(x.rows, x.columns, x.data.slice());
  for (let i = 0, at = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++, at++) centred.data[at]! -= mean[j]!;
  }
  const { values, right } = await randomizedSvd(denseOperator(centred, kernels), count, random, kernels);
  const noise = ROUNDING * Math.sqrt(x.data.reduce((sum, value) => sum + value * value, 0));
  return { mean, components: leadingColumns(right, values.filter((value) => value > noise).length) };
}

/** Summed in float64. */
export function columnMeans(x: Matrix): Float32Array {
  const sums = new Float64Array(x.columns);
  for (let i = 0, at = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++, at++) sums[j]! += x.data[at]!;
  }
  return Float32Array.from(sums, (sum) => sum / Math.max(1, x.rows));
}

function leadingColumns(m: Matrix, count: number): Matrix {
  const leading = matrix(m.rows, count);
  for (let i = 0; i < m.rows; i++) {
    leading.data.set(m.data.subarray(i * m.columns, i * m.columns + count), i * count);
  }
  return leading;
}
