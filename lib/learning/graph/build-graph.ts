import type { Kernels } from "../kernels";
import type { Matrix } from "../matrix";
import type { Random } from "../random";
import { approximateNeighbours, type Neighbours } from "./approximate-neighbours";
import type { NeighbourGraph } from "./neighbour-graph";

/** Neighbours of a sample. */
export const NEIGHBOURS = 10;

/** Pools up to here are compared pair by pair; beyond, the square of their size would take too long. */
const EXACT_ROWS = 100_000;

/** Cells in which an approximate search looks: about nine in ten of the true neighbours are found. */
export const PROBES = 8;

/**
 * The neighbour graph of a pool (rows × d, each of length 1 or 0): exact up to 100,000 samples, approximate beyond. A
 * pool of fewer than two samples has none: null. Throws a NonFiniteError for NaN or infinity.
 */
export async function buildNeighbourGraph(
  embeddings: Matrix,
  kernels: Kernels,
  random: Random,
): Promise<NeighbourGraph | null> {
  if (embeddings.rows < 2) return null;
  return embeddings.rows <= EXACT_ROWS
    ? exactGraph(embeddings, kernels)
    : approximateGraph(embeddings, PROBES, kernels, random);
}

async function exactGraph(embeddings: Matrix, kernels: Kernels): Promise<NeighbourGraph> {
  const k = neighboursIn(embeddings);
  return withoutSelf(await kernels.nearestRows(embeddings, embeddings, k + 1), embeddings.rows, k);
}

/** The graph of two samples or more, their neighbours sought in `probes` cells. */
export async function approximateGraph(
  embeddings: Matrix,
  probes: number,
  kernels: Kernels,
  random: Random,
): Promise<NeighbourGraph> {
  const k = neighboursIn(embeddings);
  const found = await approximateNeighbours(embeddings, { k: k + 1, probes }, random, kernels);
  return withoutSelf(found, embeddings.rows, k);
}

function neighboursIn({ rows }: Matrix): number {
  return Math.min(NEIGHBOURS, rows - 1);
}

/** Drops each row from its own list of k + 1; among exact duplicates it may be missing there, and then the last goes. */
function withoutSelf({ indices, similarities }: Neighbours, rows: number, k: number): NeighbourGraph {
  const neighbours = new Int32Array(rows * k);
  const kept = new Float32Array(rows * k);
  for (let row = 0; row < rows; row++) {
    let to = row * k;
    for (let at = row * (k + 1); at < (row + 1) * (k + 1) && to < (row + 1) * k; at++) {
      if (indices[at] === row) continue;
      neighbours[to] = indices[at]!;
      kept[to++] = similarities[at]!;
    }
  }
  return { rows, k, neighbours, similarities: kept };
}
