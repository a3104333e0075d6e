import type { Kernels } from "../kernels";
import { allRows } from "../map-rows";
import { type Matrix, takeRows } from "../matrix";
import { inHashOrder } from "../row-hash";
import { coveredByLabels, greedyCover } from "./greedy-cover";
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

  const points = takeRows(embeddings, [...options, ...sampled.filter((row) => !eligible.has(row))]);
  return greedyCover({
    options,
    similarity: await kernels.multiply(takeRows(embeddings, options), points, { b: true }),
    covered: await coveredByLabels(points, embeddings, labeledRows, kernels),
    pointWeights: new Float64Array(points.rows).fill(1),
    optionWeights: new Float64Array(options.length).fill(1),
    count,
    nearThreshold: Number.POSITIVE_INFINITY,
  });
}
