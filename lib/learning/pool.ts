import type { NeighbourGraph } from "./graph/neighbour-graph";
import type { SparseMatrix } from "./linear-algebra/sparse-matrix";
import { takeSparseRows } from "./linear-algebra/take-sparse-rows";
import { allRows } from "./map-rows";
import { type Matrix, takeRows } from "./matrix";

/** All samples of a project as numbers; row i is the same sample everywhere. */
export interface Pool {
  /** One embedding a row, each of length 1 (or 0). */
  readonly embeddings: Matrix;
  /** Term weights, where the encoder has them. */
  readonly sparse: SparseMatrix | null;
  /** Null until it is built. */
  readonly graph: NeighbourGraph | null;
}

/** Samples to learn from or to predict: rows of the pool, or samples outside of it. */
export interface Samples {
  readonly embeddings: Matrix;
  readonly sparse: SparseMatrix | null;
  /** Which row of the pool each one is; null for samples outside of it. */
  readonly rows: Int32Array | null;
}

/** The given rows of a pool, in that order. */
export function samplesOf(pool: Pool, rows: Int32Array): Samples {
  return {
    embeddings: takeRows(pool.embeddings, rows),
    sparse: pool.sparse && takeSparseRows(pool.sparse, rows),
    rows,
  };
}

/** The whole pool, without a copy. */
export function wholePool({ embeddings, sparse }: Pool): Samples {
  return { embeddings, sparse, rows: allRows(embeddings.rows) };
}
