import type { Kernels } from "../kernels";
import { addScaled } from "../linear-algebra/sparse-matrix";
import { type Matrix, matrix, rowOf } from "../matrix";
import type { Pool, Samples } from "../pool";
import { localScale, logAffinity } from "./affinity";
import { affinitiesOf } from "./graph-affinities";
import type { NeighbourGraph } from "./neighbour-graph";

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
  const { indices, similarities } = await nearestInPool(samples.embeddings, pool.embeddings, k, kernels);
  for (let i = 0; i < read.rows; i++) {
    const near = indices.subarray(i * k, (i + 1) * k);
    const weights = shares(similarities.subarray(i * k, (i + 1) * k), near, scales);
    const target = rowOf(read, i);
    near.forEach((row, at) => {
      addScaled(target, 0, scores.data, row * scores.columns, weights[at]!, scores.columns);
    });
  }
  return read;
}

interface Nearest {
  readonly indices: Int32Array;
  readonly similarities: Float32Array;
}

const known = new WeakMap<Matrix, { readonly pool: Matrix; readonly nearest: Promise<Nearest> }>();

/** The nearest rows of the pool; sought once for samples that are predicted again and again, as test samples are. */
function nearestInPool(samples: Matrix, pool: Matrix, k: number, kernels: Kernels): Promise<Nearest> {
  const found = known.get(samples);
  if (found?.pool === pool) return found.nearest;
  const nearest = kernels.nearestRows(samples, pool, k);
  known.set(samples, { pool, nearest });
  return nearest;
}

/** The affinities of a sample to its nearest rows, as shares of their sum; of far ones too, where all underflow. */
function shares(similarities: Float32Array, near: Int32Array, scales: Float32Array): Float64Array {
  const scale = localScale(similarities[similarities.length - 1]!);
  const logs = Float64Array.from(near, (row, at) => logAffinity(similarities[at]!, scale, scales[row]!));
  const top = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
