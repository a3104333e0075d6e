import { mapRows } from "./map-rows";
import { topRows } from "./top-rows";

/**
 * A uniform number in [0, 1) that depends on nothing but its two arguments (MurmurHash3's finaliser, twice):
 * a random order of rows that stays as it is when rows are added, removed or listed differently.
 */
export function rowUniform(seed: number, row: number): number {
  const seedBits = mix(Math.trunc(seed) ^ Math.imul(Math.trunc(seed / 4294967296), 0x27d4eb2f));
  return (mix(mix(row ^ seedBits) + 0x9e3779b9) >>> 0) / 4294967296;
}

function mix(bits: number): number {
  let h = bits | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A whole number in 0..2³²-1 that depends on which rows there are, and not on their order. */
export function hashOfRows(rows: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum = (sum + mix(mix(rows[i]! + 1) + 0x9e3779b9)) | 0;
  return sum >>> 0;
}

/**
 * The first `count` rows (all, when there are fewer) in the random order that `seed` gives them; equal hashes by row.
 * Returns a new array.
 */
export function inHashOrder(seed: number, rows: Int32Array, count = rows.length): Int32Array {
  const keys = mapRows(rows, (row) => -rowUniform(seed, row));
  return topRows(keys, count, rows).map((place) => rows[place]!);
}
