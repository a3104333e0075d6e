import { indexOfLargest } from "../index-of-largest";
import type { Kernels } from "../kernels";
import { type Matrix, matrix, rowOf, takeRows } from "../matrix";
import { topRows } from "../top-rows";

export interface FarthestRow {
  readonly row: number;
  /** Squared Euclidean distance to the nearest row that was covered before; Infinity for the first of all. */
  readonly distance: number;
}

/** Share of the candidates, farthest first, among which centres are sought between two passes over all of them. */
const ACTIVE_SHARE = 1 / 16;
const SMALLEST_ACTIVE = 256;

/** Rows and centres whose inner products are computed at a time, so that they stay in the processor's cache. */
const BLOCK = { rows: 8192, centres: 64 };

/**
 * Farthest-first traversal (Gonzalez 1985; the greedy core-set of Sener & Savarese 2018): repeatedly the candidate
 * farthest from everything covered, which it then covers too; ties to the lower row. `x` is the pool, `start` and
 * `candidates` are rows of it. Fewer than `count` when there are fewer candidates.
 *
 * A distance can only shrink, so those of the last full pass are upper bounds: while the farthest of the candidates
 * that led then still lies beyond the bound of all others, it is the farthest of all. Passes over all candidates are
 * needed only when it does not, and then for many centres at once.
 */
export async function farthestFirst(
  x: Matrix,
  start: Int32Array,
  candidates: Int32Array,
  count: number,
  kernels: Kernels,
): Promise<FarthestRow[]> {
  const rows = Int32Array.from(candidates).sort();
  const isWholePool = rows.length === x.rows && rows.every((row, i) => row === i);
  const all = createCovering(isWholePool ? x : takeRows(x, rows));
  await cover(all, takeRows(x, start), kernels);

  const wanted = Math.min(count, rows.length);
  const found: FarthestRow[] = [];
  while (found.length < wanted) {
    const size = Math.max(SMALLEST_ACTIVE, Math.ceil(rows.length * ACTIVE_SHARE));
    const leaders = topRows(all.distances, size + 1);
    const bound = leaders.length > size ? all.distances[leaders[size]!]! : Number.NEGATIVE_INFINITY;
    const active = leaders.subarray(0, size).sort();
    const picked = await pickBeyond(all, active, bound, wanted - found.length, kernels);
    for (const { row: index, distance } of picked) found.push({ row: rows[index]!, distance });
    const indices = picked.map(({ row }) => row);
    if (found.length < wanted) await cover(all, takeRows(all.x, indices), kernels);
    for (const index of indices) all.distances[index] = Number.NEGATIVE_INFINITY;
  }
  return found;
}

/** Rows, their squared lengths, and their squared distances to the nearest centre so far. */
interface Covering {
  readonly x: Matrix;
  readonly squares: Float64Array;
  readonly distances: Float64Array;
}

function createCovering(x: Matrix): Covering {
  const squares = Float64Array.from({ length: x.rows }, (_, i) => squaredLength(rowOf(x, i)));
  return { x, squares, distances: new Float64Array(x.rows).fill(Number.POSITIVE_INFINITY) };
}

function squaredLength(row: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += row[j]! * row[j]!;
  return sum;
}

/** The farthest of the active rows, one after the other, while they lie beyond the bound; at least one. */
async function pickBeyond(
  all: Covering,
  active: Int32Array,
  bound: number,
  limit: number,
  kernels: Kernels,
): Promise<FarthestRow[]> {
  const near: Covering = {
    x: takeRows(all.x, active),
    squares: Float64Array.from(active, (index) => all.squares[index]!),
    distances: Float64Array.from(active, (index) => all.distances[index]!),
  };
  const picked: FarthestRow[] = [];
  while (picked.length < limit) {
    const farthest = indexOfLargest(near.distances);
    const distance = near.distances[farthest]!;
    const isFarthestOfAll = picked.length === 0 || distance > bound;
    if (!isFarthestOfAll || distance === Number.NEGATIVE_INFINITY) break;
    picked.push({ row: active[farthest]!, distance });
    await cover(near, takeRows(near.x, [farthest]), kernels);
    near.distances[farthest] = Number.NEGATIVE_INFINITY;
  }
  return picked;
}

/** Lowers the distances to those of the given centres where these are nearer: |x − c|² = |x|² + |c|² − 2x·c. */
async function cover({ x, squares, distances }: Covering, centres: Matrix, kernels: Kernels): Promise<void> {
  for (let from = 0; from < centres.rows; from += BLOCK.centres) {
    const some = rowRange(centres, from, Math.min(from + BLOCK.centres, centres.rows));
    const lengths = Float64Array.from({ length: some.rows }, (_, j) => squaredLength(rowOf(some, j)));
    for (let row = 0; row < x.rows; row += BLOCK.rows) {
      const part = rowRange(x, row, Math.min(row + BLOCK.rows, x.rows));
      const { data } = await kernels.multiply(part, some, { b: true });
      for (let i = 0, at = 0; i < part.rows; i++) {
        let nearest = Number.POSITIVE_INFINITY;
        for (let j = 0; j < some.rows; j++, at++) nearest = Math.min(nearest, lengths[j]! - 2 * data[at]!);
        const distance = Math.max(0, squares[row + i]! + nearest);
        if (distance < distances[row + i]!) distances[row + i] = distance;
      }
    }
  }
}

/** A view of some consecutive rows. */
function rowRange(m: Matrix, from: number, to: number): Matrix {
  return matrix(to - from, m.columns, m.data.subarray(from * m.columns, to * m.columns));
}
