import type { Kernels } from "../kernels";
import { type Matrix, takeRows } from "../matrix";

/** Rows whose similarities are computed in one multiplication: few enough that their copy stays in the cache. */
const CHUNK = 2048;

/** Those of `rows` whose inner product with every one of `others` is below `nearThreshold`; Infinity leaves all. */
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
    const { data, columns } = await kernels.multiply(takeRows(embeddings, some), centres, { b: true });
    for (let i = 0; i < some.length; i++) {
      const start = i * columns;
      let at = start;
      while (at < start + columns && !(data[at]! >= nearThreshold)) at++;
      if (at === start + columns) far[count++] = some[i]!;
    }
  }
  return far.slice(0, count);
}
