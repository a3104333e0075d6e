import type { Kernels } from "../kernels";
import { type Matrix, matrix } from "../matrix";

/** Up to this size plain loops are as fast as kernels. */
const LOOP_SIZE = 48;

/**
 * Inverse of a symmetric positive definite matrix (n × n) by way of its Cholesky factor, nearly all of it in matrix
 * products. Exact to float32 times the condition number: good enough to precondition with, and where the condition is known.
 * Throws a RangeError when the matrix is not positive definite in float32.
 */
export async function invertPositiveDefinite(m: Matrix, kernels: Kernels): Promise<Matrix> {
  if (m.columns !== m.rows) {
    throw new RangeError(`invertPositiveDefinite: ${m.rows} × ${m.columns} is not square.`);
  }
  const inverseFactor = await invertCholeskyFactor(m, kernels);
  return kernels.multiply(inverseFactor, inverseFactor, { a: true });
}

/**
 * L⁻¹ of M = L·Lᵀ by halves (Golub & Van Loan 2013, section 4.2): with M = [A B; Bᵀ D] and C = L_A⁻¹ B the lower
 * half is factored from S = D − Cᵀ C, and L⁻¹ = [L_A⁻¹ 0; −L_S⁻¹ Cᵀ L_A⁻¹, L_S⁻¹].
 */
async function invertCholeskyFactor(m: Matrix, kernels: Kernels): Promise<Matrix> {
  const n = m.rows;
  if (n <= LOOP_SIZE) return invertFactorByLoops(m);
  const half = n >> 1;
  const upper = await invertCholeskyFactor(block(m, 0, half, 0, half), kernels);
  const c = await kernels.multiply(upper, block(m, 0, half, half, n));
  const schur = await kernels.multiply(c, c, { a: true });
  const d = block(m, half, n, half, n);
  for (let i = 0; i < schur.data.length; i++) schur.data[i] = d.data[i]! - schur.data[i]!;
  const lower = await invertCholeskyFactor(schur, kernels);
  const between = await kernels.multiply(lower, await kernels.multiply(c, upper, { a: true }));

  const inverse = matrix(n, n);
  for (let i = 0; i < half; i++) inverse.data.set(upper.data.subarray(i * half, (i + 1) * half), i * n);
  for (let i = half; i < n; i++) {
    for (let j = 0; j < half; j++) inverse.data[i * n + j] = -between.data[(i - half) * half + j]!;
    const rest = lower.data.subarray((i - half) * lower.columns, (i - half + 1) * lower.columns);
    inverse.data.set(rest, i * n + half);
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

/** The same in float64, row by row: row i of L from the rows above, then row i of L⁻¹. */
function invertFactorByLoops({ rows: n, data }: Matrix): Matrix {
  const factor = new Float64Array(n * n);
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = data[i * n + j]!;
      for (let k = 0; k < j; k++) rest -= factor[i * n + k]! * factor[j * n + k]!;
      factor[i * n + j] = j < i ? rest / factor[j * n + j]! : Math.sqrt(rest);
    }
    const pivot = factor[i * n + i]!;
    if (!(pivot > 0)) throw new RangeError("invertPositiveDefinite: the matrix is not positive definite.");
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum += factor[i * n + k]! * inverse[k * n + j]!;
      inverse[i * n + j] = -sum / pivot;
    }
    inverse[i * n + i] = 1 / pivot;
  }
  return matrix(n, n, Float32Array.from(inverse));
}
