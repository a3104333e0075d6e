import { rowUniform } from "../row-hash";
import { STREAMS } from "../streams";

/**
 * Where the row stands in the random order in which holdout samples are labeled, in [0, 1): smaller = sooner.
 * A pure function of (project seed, row), so it is the same however large the pool grows.
 */
export function holdoutOrder(seed: number, row: number): number {
  return rowUniform(seed ^ STREAMS.holdout, row);
}

/** Whether the row belongs to the holdout reserve: true for a uniformly random `share` (0..1) of all rows. */
export function isHoldout(seed: number, row: number, share: number): boolean {
  return holdoutOrder(seed, row) < share;
}
