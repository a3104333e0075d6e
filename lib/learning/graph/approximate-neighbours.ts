import { kMeans } from "../clustering/k-means";
import type { Kernels } from "../kernels";
import { allRows } from "../map-rows";
import { type Matrix, takeRows } from "../matrix";
import type { Random } from "../random";

/** Rows from which the cells are learned, for each cell. */
const ROWS_PER_CELL = 40;

export interface ApproximateOptions {
  readonly k: number;
  /** Cells in which the neighbours of a row are sought: more find more of the true ones, and cost more. */
  readonly probes: number;
}

/** Rows and their inner products with the row asked about, best first (n × k). */
export interface Neighbours {
  readonly indices: Int32Array;
  readonly similarities: Float32Array;
}

/**
 * For each row of X (n × d, length 1) the k rows of the largest inner product, itself included, among the members of
 * the nearest cells of a k-means partition (an inverted file; Sivic & Zisserman 2003; Jégou, Douze & Schmid 2011).
 * Inner products are exact; a neighbour in a cell that is not probed is missed. n × k, best first, each listed once: a row
 * whose cells hold fewer than k rows is compared with all. Throws a RangeError when k > n.
 */
export async function approximateNeighbours(
  x: Matrix,
  { k, probes }: ApproximateOptions,
  random: Random,
  kernels: Kernels,
): Promise<Neighbours> {
  const cellCount = Math.max(1, Math.round(Math.sqrt(x.rows)));
  const sample = takeRows(x, random.permutation(x.rows).subarray(0, ROWS_PER_CELL * cellCount));
  const { centroids } = await kMeans(sample, cellCount, random.fork("cells"), kernels);
  const reach = Math.min(probes, centroids.rows);
  const nearest = (await kernels.nearestRows(x, centroids, reach)).indices;
  const members = listsOf(x.rows, centroids.rows, (row) => nearest.subarray(row * reach, row * reach + 1));
  const askers = listsOf(x.rows, centroids.rows, (row) => nearest.subarray(row * reach, (row + 1) * reach));

  const found: Neighbours = {
    indices: new Int32Array(x.rows * k).fill(-1),
    similarities: new Float32Array(x.rows * k),
  };
  found.similarities.fill(Number.NEGATIVE_INFINITY);
  for (let cell = 0; cell < centroids.rows; cell++) {
    const base = members[cell]!;
    const queries = askers[cell]!;
    if (base.length === 0 || queries.length === 0) continue;
    const width = Math.min(k, base.length);
    const inCell = await kernels.nearestRows(takeRows(x, queries), takeRows(x, base), width);
    queries.forEach((row, i) => {
      const from = i * width;
      mergeInto(
        found,
        row * k,
        k,
        inCell.indices.subarray(from, from + width),
        inCell.similarities.subarray(from, from + width),
        base,
      );
    });
  }
  await searchAll(found, k, x, kernels);
  return found;
}

/** The rows that name each cell, in rising order. */
function listsOf(rows: number, cells: number, cellsOf: (row: number) => Int32Array): Int32Array[] {
  const counts = new Int32Array(cells);
  for (let row = 0; row < rows; row++) for (const cell of cellsOf(row)) counts[cell]!++;
  const lists = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let row = 0; row < rows; row++) for (const cell of cellsOf(row)) lists[cell]![counts[cell]!++] = row;
  return lists;
}

/** Merges two descending lists of k and `columns.length` neighbours; among equals the one found first stays first. */
function mergeInto(
  found: Neighbours,
  start: number,
  k: number,
  columns: Int32Array,
  similarities: Float32Array,
  base: Int32Array,
): void {
  const known = found.indices.slice(start, start + k);
  const knownSimilarities = found.similarities.slice(start, start + k);
  for (let place = 0, old = 0, fresh = 0; place < k; place++) {
    const takeFresh = fresh < columns.length && similarities[fresh]! > knownSimilarities[old]!;
    found.indices[start + place] = takeFresh ? base[columns[fresh]!]! : known[old]!;
    found.similarities[start + place] = takeFresh ? similarities[fresh++]! : knownSimilarities[old++]!;
  }
}

/**
 * Finds the neighbours of rows that have not got k. These are few: less than k in each cell, so that comparing them with
 * all rows costs about what the search in cells did, at most.
 */
async function searchAll(found: Neighbours, k: number, x: Matrix, kernels: Kernels): Promise<void> {
  const short = allRows(x.rows).filter((row) => found.indices[(row + 1) * k - 1]! < 0);
  if (short.length === 0) return;
  const { indices, similarities } = await kernels.nearestRows(takeRows(x, short), x, k);
  short.forEach((row, i) => {
    found.indices.set(indices.subarray(i * k, (i + 1) * k), row * k);
    found.similarities.set(similarities.subarray(i * k, (i + 1) * k), row * k);
  });
}

/** The share of the true neighbours that were found: |found ∩ true| / k, averaged over the rows looked at. */
export function recallOf(found: Int32Array, truth: Int32Array, k: number): number {
  let hits = 0;
  for (let start = 0; start < truth.length; start += k) {
    const known = new Set(found.subarray(start, start + k));
    for (let at = start; at < start + k; at++) if (known.has(truth[at]!)) hits++;
  }
  return hits / truth.length;
}
