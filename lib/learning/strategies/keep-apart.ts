import type { Kernels } from "../kernels";
import { type Matrix, takeRows } from "../matrix";

/** Rows whose similarities are computed in one multiplication. */
const CHUNK = 256;

/**
 * The first `count` of the ranked samples (best first), passing over any whose inner product with one already
 * taken is at least `nearThreshold`. Fewer when the others are too near. Infinity keeps nothing apart.
 */
export async function keepApart<Ranked extends { readonly row: number }>(
  embeddings: Matrix,
  ranked: readonly Ranked[],
  count: number,
  nearThreshold: number,
  kernels: Kernels,
): Promise<Ranked[]> {
  if (nearThreshold === Number.POSITIVE_INFINITY) return ranked.slice(0, count);
  const picked: Ranked[] = [];
  const rowsOf = (samples: readonly Ranked[]) =>
    takeRows(
      embeddings,
      samples.map(({ row }) => row),
    );
  for (let from = 0; from < ranked.length && picked.length < count; from += CHUNK) {
    const chunk = ranked.slice(from, from + CHUNK);
    const compared = picked.concat(chunk);
    const similarity = await kernels.multiply(rowsOf(chunk), rowsOf(compared), { b: true });
    const taken = picked.map((_, i) => i);
    for (let i = 0; i < chunk.length && picked.length < count; i++) {
      const offset = i * compared.length;
      if (taken.some((column) => similarity.data[offset + column]! >= nearThreshold)) continue;
      taken.push(compared.length - chunk.length + i);
      picked.push(chunk[i]!);
    }
  }
  return picked;
}
