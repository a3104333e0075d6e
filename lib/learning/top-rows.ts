/**
 * Indices of the `k` highest scores, best first; all when there are fewer. Equal scores are ordered by `tieKey`
 * (lower first), then by index (lower first), so the choice does not depend on how it is computed.
 * A heap of k entries, the worst on top: one comparison for nearly every score. Scores must not be NaN.
 */
export function topRows(scores: ArrayLike<number>, k: number, tieKey?: ArrayLike<number>): Int32Array {
  const size = Math.min(k, scores.length);
  if (size <= 0) return new Int32Array(0);
  /** Whether a stands behind b in the order. */
  const isWorse = (a: number, b: number) => {
    if (scores[a]! !== scores[b]!) return scores[a]! < scores[b]!;
    if (tieKey !== undefined && tieKey[a]! !== tieKey[b]!) return tieKey[a]! > tieKey[b]!;
    return a > b;
  };
  const heap = Int32Array.from({ length: size }, (_, i) => i);
  for (let i = (size >> 1) - 1; i >= 0; i--) siftDown(heap, i, isWorse);
  let threshold = scores[heap[0]!]!;
  for (let i = size; i < scores.length; i++) {
    if (scores[i]! < threshold || isWorse(i, heap[0]!)) continue;
    heap[0] = i;
    siftDown(heap, 0, isWorse);
    threshold = scores[heap[0]!]!;
  }
  return heap.sort((a, b) => (isWorse(b, a) ? -1 : 1));
}

/** Restores the heap order (each parent worse than its children) below `parent`. */
function siftDown(heap: Int32Array, parent: number, isWorse: (a: number, b: number) => boolean): void {
  const moved = heap[parent]!;
  let at = parent;
  for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && isWorse(heap[child + 1]!, heap[child]!)) child++;
    if (isWorse(moved, heap[child]!)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = moved;
}
