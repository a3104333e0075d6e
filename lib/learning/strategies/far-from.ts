import type { Kernels } from "../kernels";
import { type Matrix, takeRows } from "../matrix";

/** Rows whose similarities are computed in one multiplication. */
const CHUNK = 8192;

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
  const isFar = new Uint8Array(rows.length).fill(1);
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = takeRows(embeddings, rows.subarray(from, from + CHUNK));
    const { data, columns } = await kernels.multiply(chunk, centres, { b: true });
    for (let at = 0; at < data.length; at++) {
      if (data[at]! >= nearThreshold) isFar[from + Math.floor(at / columns)] = 0;
    }
  }
  return rows.filter((_, i) => isFar[i] === 1);
}
