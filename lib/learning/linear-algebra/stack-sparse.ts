import type { SparseMatrix } from "./sparse-matrix";

/** The rows of all parts, one below the other. Throws a RangeError for no parts, or columns that disagree. */
export function stackSparse(parts: readonly SparseMatrix[]): SparseMatrix {
  const columns = parts[0]?.columns;
  if (columns === undefined || parts.some((part) => part.columns !== columns)) {
    throw new RangeError("Sparse matrices are stacked only when all have as many columns.");
  }
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const entries = parts.reduce((sum, part) => sum + part.starts[part.rows]!, 0);
  const starts = new Int32Array(rows + 1);
  const [indices, values] = [new Int32Array(entries), new Float32Array(entries)];
  let [row, entry] = [0, 0];
  for (const part of parts) {
    const count = part.starts[part.rows]!;
    for (let i = 0; i < part.rows; i++) starts[row + i + 1] = entry + part.starts[i + 1]!;
    indices.set(part.indices.subarray(0, count), entry);
    values.set(part.values.subarray(0, count), entry);
    row += part.rows;
    entry += count;
  }
  return { rows, columns, starts, indices, values };
}
