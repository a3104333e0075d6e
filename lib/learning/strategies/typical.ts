import { indexOfLargest } from "../index-of-largest";
import type { Kernels } from "../kernels";
import { allRows } from "../map-rows";
import { type Matrix, rowOf, takeRows } from "../matrix";
import { inHashOrder } from "../row-hash";
import type { ScoredRow } from "./select-batch";

/** Samples of the pool that stand for it: those to be covered, and those that may be chosen. */
const SAMPLED = 2000;

/**
 * The candidates that best stand for the pool, most telling first: greedy k-medoids, that is facility location
 * (Nemhauser, Wolsey & Fisher 1978; Wei, Iyer & Bilmes 2015). Each pick adds the most to Σ over the pool of the
 * similarity to the nearest sample that is labeled or picked; its score is what it adds, as a share of the pool
 * (0..1). Works on a seeded part of large pools.
 */
export async function typicalRows(
  embeddings: Matrix,
  candidates: Int32Array,
  labeledRows: readonly number[],
  count: number,
  seed: number,
  kernels: Kernels,
): Promise<ScoredRow[]> {
  const sampled = inHashOrder(seed, allRows(embeddings.rows), SAMPLED);
  const eligible = new Set(candidates);
  const options = sampled.filter((row) => eligible.has(row));
  if (options.length === 0 || count === 0) return [];

  const points = takeRows(embeddings, sampled);
  const similarity = await kernels.multiply(takeRows(embeddings, options), points, { b: true });
  const covered = new Float32Array(sampled.length);
  if (labeledRows.length > 0) {
    const known = await kernels.multiply(takeRows(embeddings, labeledRows), points, { b: true });
    for (let i = 0; i < known.rows; i++) cover(covered, rowOf(known, i));
  }
  return greedyCover(options, similarity, covered, count);
}

/** Lazy greedy (Minoux 1978): a gain only ever falls, so an option that stays on top needs no rival checked. */
function greedyCover(
  options: Int32Array,
  similarity: Matrix,
  covered: Float32Array,
  count: number,
): ScoredRow[] {
  const bounds = Float64Array.from(options, (_, i) => gainOf(covered, rowOf(similarity, i)));
  const picks: ScoredRow[] = [];
  while (picks.length < Math.min(count, options.length)) {
    let best = indexOfLargest(bounds);
    for (;;) {
      bounds[best] = gainOf(covered, rowOf(similarity, best));
      const next = indexOfLargest(bounds);
      if (next === best) break;
      best = next;
    }
    picks.push({ row: options[best]!, score: bounds[best]! / covered.length });
    cover(covered, rowOf(similarity, best));
    bounds[best] = Number.NEGATIVE_INFINITY;
  }
  return picks;
}

function gainOf(covered: Float32Array, similarities: Float32Array): number {
  let gain = 0;
  for (let j = 0; j < covered.length; j++) gain += Math.max(0, similarities[j]! - covered[j]!);
  return gain;
}

function cover(covered: Float32Array, similarities: Float32Array): void {
  for (let j = 0; j < covered.length; j++) covered[j] = Math.max(covered[j]!, similarities[j]!);
}
