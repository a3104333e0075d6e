import { rowUniform } from "../learning/row-hash";
import { STREAMS } from "../learning/streams";

/**
 * The rows of a pool that are shown: all, or one drawn at random of each of `most` equal stretches. Every so many-th row
 * would not do: a file in which classes take turns would show one of them.
 */
export function mapRows(seed: number, rows: number, most: number): Int32Array {
  if (rows <= most) return Int32Array.from({ length: rows }, (_, row) => row);
  return Int32Array.from({ length: most }, (_, stretch) => {
    const from = Math.floor((stretch * rows) / most);
    const to = Math.floor(((stretch + 1) * rows) / most);
    return from + Math.floor(rowUniform(seed ^ STREAMS.map, stretch) * (to - from));
  });
}
