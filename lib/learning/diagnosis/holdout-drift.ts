import type { BoundedEstimate } from "../evaluation/estimate";
import { wilsonInterval } from "../evaluation/wilson-interval";
import { fisherTest } from "./fisher-test";

/** How right one model is on the older and on the newer half of the holdout. */
export interface HoldoutDrift {
  readonly older: BoundedEstimate;
  readonly newer: BoundedEstimate;
  /** Of no change (Fisher's exact test). */
  readonly pValue: number;
}

/** With fewer in each half, no change would be found. */
export const FEWEST_IN_HALF = 20;

/**
 * Compares one model's correctness on holdout labels, `isCorrect` in the order in which they were given. The reserve is
 * labeled in random order, so both halves ask the same; where they differ, labels or samples have changed. Null while
 * they are few.
 */
export function holdoutDrift(isCorrect: readonly boolean[]): HoldoutDrift | null {
  const half = isCorrect.length >> 1;
  if (half < FEWEST_IN_HALF) return null;
  const [older, newer] = [isCorrect.slice(0, half), isCorrect.slice(half)].map((some) => ({
    right: some.filter((correct) => correct).length,
    total: some.length,
  })) as [Half, Half];
  return {
    older: shareOf(older),
    newer: shareOf(newer),
    pValue: fisherTest(older.right, older.total, newer.right, newer.total),
  };
}

interface Half {
  readonly right: number;
  readonly total: number;
}

function shareOf({ right, total }: Half): BoundedEstimate {
  return { value: right / total, ...wilsonInterval(right, total) };
}
