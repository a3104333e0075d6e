import type { Kernels } from "../kernels";
import { type Matrix, matrix } from "../matrix";

/** Up to this size plain loops are as fast as kernels. */
const LOOP_SIZE = 48;

/**
 * Inverse of a symmetric positive definite matrix (n × n), by halves: with S = D − Bᵀ A⁻¹ B the inverse of
 * [A B; Bᵀ D] is [A⁻¹ + E S⁻¹ Eᵀ, −E S⁻¹; −S⁻¹ Eᵀ, S⁻¹] where E = A⁻¹ B (Golub & Van Loan 2013, section 3.2),
 * so that nearly all arithmetic is matrix products. Exact to float32 times the condition number: good enough to
 * precondition with, not to solve with. Throws a RangeError when the matrix is not positive definite in float32.
 */
export async function invertPositiveDefinite(m: Matrix, kernels: Kernels): Promise<Matrix> {
  const n = m.rows;
  if (m.columns !== n) throw new RangeError(`invertPositiveDefinite: ${n} × ${m.columns} is not square.`);
  if (n <= LOOP_SIZE) return invertByLoops(m);
  const half = n >> 1;
  const [a, b, d] = [block(m, 0, half, 0, half), block(m, 0, half, half, n), block(m, half, n, half, n)];
  const inverseA = await invertPositiveDefinite(a, kernels);
  const e = await kernels.multiply(inverseA, b);
  const schur = await kernels.multiply(b, e, { a: true });
  for (let i = 0; i < schur.data.length; i++) schur.data[i] = d.data[i]! - schur.data[i]!;
  const inverseS = await invertPositiveDefinite(schur, kernels);
  const f = await kernels.multiply(e, inverseS);
  const correction = await kernels.multiply(f, e, { b: true });

  const inverse = matrix(n, n);
  for (let i = 0; i < half; i++) {
    for (let j = 0; j < half; j++) {
      inverse.data[i * n + j] = inverseA.data[i * half + j]! + correction.data[i * half + j]!;
    }
    for (let j = half; j < n; j++) {
      const value = -f.data[i * f.columns + j - half]!;
      inverse.data[i * n + j] = value;
      inverse.data[j * n + i] = value;
    }
  }
  for (let i = half; i < n; i++) {
    inverse.data.set(
      inverseS.data.subarray((i - half) * f.columns, (i - half + 1) * f.columns),
      i * n + half,
    );
  }
  return inverse;
}

/** Rows and columns from one index up to another, copied. */
function block(m: Matrix, rowFrom: number, rowTo: number, columnFrom: number, columnTo: number): Matrix {
  const columns = columnTo - columnFrom;
  const copy = matrix(rowTo - rowFrom, columns);
  for (let i = rowFrom; i < rowTo; i++) {
    const row = m.data.subarray(i * m.columns + columnFrom, i * m.columns + columnTo);
    copy.data.set(row, (i - rowFrom) * columns);
  }
  return copy;
}

/** Gauss–Jordan elimination in float64; without pivoting, which positive definite matrices do not need. */
function invertByLoops({ rows: n, data }: Matrix): Matrix {
  const a = Float64Array.from(data);
  for (let k = 0; k < n; k++) {
    const pivot = a[k * n + k]!;
    if (!(pivot > 0)) throw new RangeError("invertPositiveDefinite: the matrix is not positive definite.");
    a[k * n + k] = 1;
    for (let j = 0; j < n; j++) a[k * n + j]! /= pivot;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = a[i * n + k]!;
      a[i * n + k] = 0;
      for (let j = 0; j < n; j++) a[i * n + j]! -= factor * a[k * n + j]!;
    }
  }
  return matrix(n, n, Float32Array.from(a));
}
