import type { Kernels } from "../kernels";
import { allRows } from "../map-rows";
import { type Matrix, takeRows } from "../matrix";
import { inHashOrder } from "../row-hash";

/** A neighbourhood is this many of the nearest samples (of the pool, or of the part looked at). */
const NEIGHBOURS = 10;

/** Samples whose neighbourhoods are measured, and samples among which neighbours are sought. */
const [PROBES, BASE] = [128, 4000];

/**
 * The inner product from which two samples of this pool count as near neighbours: the median similarity of a
 * sample to its tenth neighbour (nearer than that in pools under 1,000, where the tenth is no longer near:
 * one neighbour per hundred samples). Estimated on a seeded part of the pool; Infinity for a pool of one.
 */
export async function nearNeighbourThreshold(
  embeddings: Matrix,
  seed: number,
  kernels: Kernels,
): Promise<number> {
  if (embeddings.rows < 2) return Number.POSITIVE_INFINITY;
  const order = inHashOrder(seed, allRows(embeddings.rows), BASE);
  const base = takeRows(embeddings, order);
  const probes = takeRows(embeddings, order.subarray(0, PROBES));
  const k = Math.max(1, Math.min(NEIGHBOURS, Math.floor(base.rows / 100)));
  const { similarities } = await kernels.nearestRows(probes, base, k + 1);
  const kth = Float32Array.from({ length: probes.rows }, (_, i) => similarities[i * (k + 1) + k]!).sort();
  return kth[kth.length >> 1]!;
}
