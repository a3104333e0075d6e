import type { Kernels } from "../kernels";
import { type Matrix, matrix } from "../matrix";
import { pivotedCholesky } from "./pivoted-cholesky";

/** Directions that keep less than this share of the largest variance are float32 noise in YᵀY. */
const NOISE = 1e-6;

/**
 * An orthonormal basis (n × r) of the columns of Y (n × p), r ≤ p being its numerical rank, by Cholesky QR
 * (Fukaya et al. 2014). Done twice, since one pass in float32 leaves small directions askew.
 */
export async function orthonormalise(y: Matrix, kernels: Kernels): Promise<Matrix> {
  return choleskyQr(await choleskyQr(y, kernels), kernels);
}

/** Y = Q·R on the independent columns of Y, where YᵀY = Rᵀ·R; returns Q = Y·R⁻¹. */
async function choleskyQr(y: Matrix, kernels: Kernels): Promise<Matrix> {
  const p = y.columns;
  const gram = await kernels.multiply(y, y, { a: true });
  const { pivots, factor } = pivotedCholesky(gram.data, p, NOISE);
  const rank = pivots.length;
  const r = (row: number, column: number) => factor[pivots[column]! * p + row]!;
  const inverse = matrix(p, rank);
  const solution = new Float64Array(rank);
  for (let column = 0; column < rank; column++) {
    for (let row = column; row >= 0; row--) {
      let rest = row === column ? 1 : 0;
      for (let j = row + 1; j <= column; j++) rest -= r(row, j) * solution[j]!;
      solution[row] = rest / r(row, row);
      inverse.data[pivots[row]! * rank + column] = solution[row]!;
    }
  }
  return kernels.multiply(y, inverse);
}
