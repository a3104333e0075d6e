import type { Kernels } from "../kernels";
import { type Matrix, matrix } from "../matrix";
import type { Random } from "../random";
import { denseOperator } from "./linear-operator";
import { randomizedSvd } from "./randomized-svd";
import { symmetricEigen } from "./symmetric-eigen";

export interface PrincipalComponents {
  /** Mean of each column (d). */
  readonly mean: Float32Array;
  /** d × r, orthonormal columns, largest variance first. */
  readonly components: Matrix;
  /** Standard deviation of the rows along each component (r). */
  readonly deviations: Float64Array;
}

/** A singular value below this share of the norm of X is what float32 rounding leaves of equal rows. */
const ROUNDING = 1e-6;

/** Up to this many columns the covariance is decomposed whole: exact, and faster than random directions. */
const MOST_EXACT_COLUMNS = 512;

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
  const { values, right } =
    x.columns <= MOST_EXACT_COLUMNS
      ? await exactRightVectors(centred, kernels)
      : await randomizedSvd(denseOperator(centred, kernels), count, random, kernels);
  const noise = ROUNDING * Math.sqrt(x.data.reduce((sum, value) => sum + value * value, 0));
  const kept = values.slice(0, count).filter((value) => value > noise);
  const deviations = Float64Array.from(kept, (value) => value / Math.sqrt(x.rows));
  return { mean, components: leadingColumns(right, kept.length), deviations };
}

/** Singular values below this share of the largest are float32 noise in XᵀX. */
const GRAM_NOISE = 1e-3;

/** Singular values and right singular vectors (d × r) of X (n × d) from the eigenvectors of XᵀX. */
async function exactRightVectors(
  x: Matrix,
  kernels: Kernels,
): Promise<{ values: Float64Array; right: Matrix }> {
  const gram = await kernels.multiply(x, x, { a: true });
  const { values, vectors } = symmetricEigen(gram.data, x.columns);
  const singular = values.map((value) => Math.sqrt(Math.max(0, value)));
  const kept = singular.filter((value) => value > GRAM_NOISE * singular[0]!);
  const right = matrix(x.columns, kept.length);
  for (let i = 0; i < x.columns; i++) {
    for (let k = 0; k < kept.length; k++) right.data[i * kept.length + k] = vectors[k * x.columns + i]!;
  }
  return { values: kept, right };
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
