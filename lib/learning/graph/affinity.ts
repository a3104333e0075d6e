import type { SparseMatrix } from "../linear-algebra/sparse-matrix";
import { type NeighbourGraph, squaredDistance } from "./neighbour-graph";

/** Sharpness of the kernel, after Calder et al. (2020): a sample at its scale's distance weighs exp(-4). */
const SHARPNESS = 4;

/** Distances below this are float32 rounding of equal vectors. */
const SMALLEST_SCALE = 1e-3;

/** Smallest weight of an edge: a far sample hangs on its neighbours, instead of on none as its weights underflow. */
const SMALLEST_AFFINITY = 1e-30;

/** The scale of a sample's surroundings: the distance to its farthest neighbour, given the similarity to it. */
export function localScale(similarity: number): number {
  return Math.max(SMALLEST_SCALE, Math.sqrt(squaredDistance(similarity)));
}

/** The scale of each sample (rows). */
export function localScales({ rows, k, similarities }: NeighbourGraph): Float32Array {
  return Float32Array.from({ length: rows }, (_, row) => localScale(similarities[row * k + k - 1]!));
}

/** Logarithm of the self-tuning weight exp(-4 d² / (σᵢ σⱼ)) of two samples (Zelnik-Manor & Perona 2004). */
export function logAffinity(similarity: number, scale: number, otherScale: number): number {
  return (-SHARPNESS * squaredDistance(similarity)) / (scale * otherScale);
}

/**
 * The symmetric affinity matrix of a neighbour graph (rows × rows, no diagonal): two samples are joined when
 * either is a neighbour of the other. Where each is, the similarity that the lower row lists counts: the other may
 * differ from it by rounding.
 */
export function affinityMatrix(graph: NeighbourGraph): SparseMatrix {
  const { rows, k, neighbours, similarities } = graph;
  const scales = localScales(graph);
  const isMutual = (row: number, other: number) => {
    for (let at = other * k; at < (other + 1) * k; at++) if (neighbours[at] === row) return true;
    return false;
  };
  const starts = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    for (let at = row * k; at < (row + 1) * k; at++) {
      const other = neighbours[at]!;
      if (other < row && isMutual(row, other)) continue;
      starts[row + 1]!++;
      starts[other + 1]!++;
    }
  }
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice(0, rows);
  const indices = new Int32Array(starts[rows]!);
  const values = new Float32Array(starts[rows]!);
  const join = (row: number, other: number, weight: number) => {
    indices[next[row]!] = other;
    values[next[row]!++] = weight;
  };
  for (let row = 0; row < rows; row++) {
    for (let at = row * k; at < (row + 1) * k; at++) {
      const other = neighbours[at]!;
      if (other < row && isMutual(row, other)) continue;
      const log = logAffinity(similarities[at]!, scales[row]!, scales[other]!);
      const weight = Math.max(SMALLEST_AFFINITY, Math.exp(log));
      join(row, other, weight);
      join(other, row, weight);
    }
  }
  return { rows, columns: rows, starts, indices, values };
}
