import type { SparseMatrix } from "./sparse-matrix";

/** The given rows of a sparse matrix, without the columns in which none of them has an entry. */
export interface OccurringColumns {
  /** Which columns of the whole matrix are left, in rising order. */
  readonly columns: Int32Array;
  readonly matrix: SparseMatrix;
}

export function occurringColumns(whole: SparseMatrix, rows: ArrayLike<number>): OccurringColumns {
  const starts = new Int32Array(rows.length + 1);
  const place = new Int32Array(whole.columns).fill(-1);
  for (let i = 0; i < rows.length; i++) {
    const [from, end] = [whole.starts[rows[i]!]!, whole.starts[rows[i]! + 1]!];
    starts[i + 1] = starts[i]! + end - from;
    for (let at = from; at < end; at++) place[whole.indices[at]!] = 0;
  }
  const columns = Int32Array.from(place.keys()).filter((column) => place[column] === 0);
  columns.forEach((column, i) => {
    place[column] = i;
  });
  const indices = new Int32Array(starts[rows.length]!);
  const values = new Float32Array(indices.length);
  for (let i = 0; i < rows.length; i++) {
    const from = whole.starts[rows[i]!]!;
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      indices[at] = place[whole.indices[from + at - starts[i]!]!]!;
      values[at] = whole.values[from + at - starts[i]!]!;
    }
  }
  return { columns, matrix: { rows: rows.length, columns: columns.length, starts, indices, values } };
}
