import { inHashOrder } from "../row-hash";

/**
 * At most `size` of the rows, uniformly chosen, in ascending order. Whether a row is in depends on its hash and on
 * nothing but the set of rows, so listing them differently changes nothing.
 */
export function sampleRows(seed: number, rows: Int32Array, size: number): Int32Array {
  return rows.length <= size ? rows.slice().sort() : inHashOrder(seed, rows, size).sort();
}
