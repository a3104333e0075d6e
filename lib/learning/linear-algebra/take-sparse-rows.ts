import type { SparseMatrix } from "./sparse-matrix";

/** Copies the given rows, in that order. */
export function takeSparseRows(m: SparseMatrix, rows: Int32Array): SparseMatrix {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + m.starts[row + 1]! - m.starts[row]!;
  });
  const indices = new Int32Array(starts[rows.length]!);
  const values = new Float32Array(indices.length);
  rows.forEach((row, i) => {
    indices.set(m.indices.subarray(m.starts[row]!, m.starts[row + 1]!), starts[i]!);
    values.set(m.values.subarray(m.starts[row]!, m.starts[row + 1]!), starts[i]!);
  });
  return { rows: rows.length, columns: m.columns, starts, indices, values };
}
