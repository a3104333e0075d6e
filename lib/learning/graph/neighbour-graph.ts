/** The nearest samples of every sample of a pool, itself left out and none listed twice. */
export interface NeighbourGraph {
  readonly rows: number;
  /** Neighbours a row has; every row has as many. */
  readonly k: number;
  /** rows × k, nearest first. */
  readonly neighbours: Int32Array;
  /** Cosine similarity to each of them (rows × k). */
  readonly similarities: Float32Array;
}

/** The squared Euclidean distance of two unit vectors with this inner product; never negative. */
export function squaredDistance(similarity: number): number {
  return Math.max(0, 2 - 2 * similarity);
}
