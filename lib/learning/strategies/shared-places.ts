/** The golden ratio's fraction: its multiples are spread most evenly over 0..1 (Niederreiter 1992, section 3.1). */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Which of `count` places belong to a source that is to have `share` (0..1) of them. Decided by how many labels were
 * given `before` and not by the place in this queue, so that queues replaced after a few labels keep the share, however
 * small.
 */
export function sharedPlaces(share: number, before: number, count: number): boolean[] {
  return Array.from({ length: count }, (_, i) => ((before + i) * GOLDEN) % 1 < share);
}
