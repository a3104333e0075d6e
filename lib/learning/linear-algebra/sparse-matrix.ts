import { type Matrix, matrix } from "../matrix";
import type { LinearOperator } from "./linear-operator";

/** Compressed sparse rows: the entries of row i lie at `starts[i]` up to `starts[i + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1 offsets. */
  readonly starts: Int32Array;
  /** The column of each entry. */
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

export function sparseOperator(a: SparseMatrix): LinearOperator {
  return {
    rows: a.rows,
    columns: a.columns,
    times: async (m) => sparseTimes(a, m),
    transposeTimes: async (m) => sparseTransposeTimes(a, m),
  };
}

/** A·M (A.rows × M.columns). */
export function sparseTimes(a: SparseMatrix, m: Matrix): Matrix {
  const product = matrix(a.rows, m.columns);
  for (let row = 0; row < a.rows; row++) {
    for (let at = a.starts[row]!; at < a.starts[row + 1]!; at++) {
      addScaled(product.data, row * m.columns, m.data, a.indices[at]! * m.columns, a.values[at]!, m.columns);
    }
  }
  return product;
}

/** Aᵀ·M (A.columns × M.columns). */
export function sparseTransposeTimes(a: SparseMatrix, m: Matrix): Matrix {
  const product = matrix(a.columns, m.columns);
  for (let row = 0; row < a.rows; row++) {
    for (let at = a.starts[row]!; at < a.starts[row + 1]!; at++) {
      addScaled(product.data, a.indices[at]! * m.columns, m.data, row * m.columns, a.values[at]!, m.columns);
    }
  }
  return product;
}

/** target[to..] += factor · source[from..] over `length` values. */
export function addScaled(
  target: Float32Array,
  to: number,
  source: Float32Array,
  from: number,
  factor: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) target[to + i]! += factor * source[from + i]!;
}
