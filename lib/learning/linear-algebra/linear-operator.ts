import type { Kernels } from "../kernels";
import type { Matrix } from "../matrix";

/** A matrix known by its products alone: dense, sparse or a chain of both. */
export interface LinearOperator {
  readonly rows: number;
  readonly columns: number;
  /** A·M (rows × M.columns). */
  times(m: Matrix): Promise<Matrix>;
  /** Aᵀ·M (columns × M.columns). */
  transposeTimes(m: Matrix): Promise<Matrix>;
}

export function denseOperator(a: Matrix, kernels: Kernels): LinearOperator {
  return {
    rows: a.rows,
    columns: a.columns,
    times: (m) => kernels.multiply(a, m),
    transposeTimes: (m) => kernels.multiply(a, m, { a: true }),
  };
}

/** The product A·B. */
export function chain(a: LinearOperator, b: LinearOperator): LinearOperator {
  return {
    rows: a.rows,
    columns: b.columns,
    times: async (m) => a.times(await b.times(m)),
    transposeTimes: async (m) => b.transposeTimes(await a.transposeTimes(m)),
  };
}
