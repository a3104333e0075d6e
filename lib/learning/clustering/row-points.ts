import type { Kernels } from "../kernels";
import { type Matrix, matrix, rowOf } from "../matrix";
import type { PointSet } from "./k-means-plus-plus";

/** The rows of X (n × d) as points, their first draw uniform. */
export function rowPoints(x: Matrix, kernels: Kernels): PointSet {
  const squaredNorms = squaredLengths(x);
  return {
    count: x.rows,
    squaredNorms: new Float64Array(x.rows).fill(1),
    async squaredDistancesTo(index) {
      const products = await kernels.multiply(x, matrix(1, x.columns, rowOf(x, index)), { b: true });
      const own = squaredNorms[index]!;
      return squaredNorms.map((norm, i) => Math.max(0, norm + own - 2 * products.data[i]!));
    },
  };
}

/** The squared Euclidean length of each row. */
export function squaredLengths(x: Matrix): Float64Array {
  const squares = new Float64Array(x.rows);
  for (let i = 0, at = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++, at++) squares[i]! += x.data[at]! * x.data[at]!;
  }
  return squares;
}
