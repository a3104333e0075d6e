import type { Kernels } from "../kernels";
import { type Matrix, matrix, takeRows } from "../matrix";

/** Rows whose similarities are computed in one multiplication: few enough to stay in the processor's cache. */
const CHUNK = 2048;

/**
 * Those of the `rows` (ascending) whose inner product with every one of `others` is below `nearThreshold`; Infinity
 * leaves all.
 */
export async function farFrom(
  embeddings: Matrix,
  rows: Int32Array,
  others: ArrayLike<number>,
  nearThreshold: number,
  kernels: Kernels,
): Promise<Int32Array> {
  if (nearThreshold === Number.POSITIVE_INFINITY || rows.length === 0 || others.length === 0) return rows;
  const centres = takeRows(embeddings, others);
  const far = new Int32Array(rows.length);
  let count = 0;
  for (let from = 0; from < rows.length; from += CHUNK) {
    const some = rows.subarray(from, from + CHUNK);
    const { compared, placeOf } = sideBySide(embeddings, some);
    const { data, columns } = await kernels.multiply(compared, centres, { b: true });
    for (let i = 0; i < some.length; i++) {
      const start = placeOf(i) * columns;
      let at = start;
      while (at < start + columns && !(data[at]! >= nearThreshold)) at++;
      if (at === start + columns) far[count++] = some[i]!;
    }
  }
  return far.slice(0, count);
}

/** The rows in one matrix, row i of them at `placeOf(i)`: where most between the first and the last are wanted, uncopied. */
function sideBySide(embeddings: Matrix, rows: Int32Array) {
  const first = rows[0]!;
  const span = rows[rows.length - 1]! - first + 1;
  if (span > 2 * rows.length) return { compared: takeRows(embeddings, rows), placeOf: (i: number) => i };
  const { columns, data } = embeddings;
  const compared = matrix(span, columns, data.subarray(first * columns, (first + span) * columns));
  return { compared, placeOf: (i: number) => rows[i]! - first };
}
