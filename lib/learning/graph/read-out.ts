import type { Kernels } from "../kernels";
import { type Matrix, matrix, rowOf } from "../matrix";
import type { Pool, Samples } from "../pool";
import { affinity } from "./affinity";
import { affinitiesOf } from "./graph-affinities";
import { type NeighbourGraph, squaredDistance } from "./neighbour-graph";

/**
 * Scores (samples × c) of any samples, given the scores of the pool: a row of the pool has its own, another sample
 * the mean of its nearest rows', weighed by their affinity to it.
 */
export async function readOut(
  scores: Matrix,
  samples: Samples,
  pool: Pool & { readonly graph: NeighbourGraph },
  kernels: Kernels,
): Promise<Matrix> {
  const read = matrix(samples.embeddings.rows, scores.columns);
  if (samples.rows) {
    samples.rows.forEach((row, i) => {
      read.data.set(rowOf(scores, row), i * scores.columns);
    });
    return read;
  }
  const { k } = pool.graph;
  const { scales } = affinitiesOf(pool.graph);
  const { indices, similarities } = await kernels.nearestRows(samples.embeddings, pool.embeddings, k);
  for (let i = 0; i < read.rows; i++) {
    const scale = Math.sqrt(squaredDistance(similarities[i * k + k - 1]!)) || Number.MIN_VALUE;
    let total = 0;
    for (let at = i * k; at < (i + 1) * k; at++) {
      const row = indices[at]!;
      const weight = affinity(similarities[at]!, scale, scales[row]!) + Number.MIN_VALUE;
      total += weight;
      addRow(read, i, scores, row, weight);
    }
    const target = rowOf(read, i);
    for (let j = 0; j < target.length; j++) target[j]! /= total;
  }
  return read;
}

function addRow(target: Matrix, to: number, source: Matrix, from: number, weight: number): void {
  const c = target.columns;
  for (let j = 0; j < c; j++) target.data[to * c + j]! += weight * source.data[from * c + j]!;
}
