import type { BoundedEstimate } from "./estimate";
import { f1Interval } from "./f1-interval";
import { wilsonInterval } from "./wilson-interval";

/** How well one class is told from the others. Intervals are of 95 %. */
export interface ClassScore {
  /** Null where it was predicted for too few samples to say. */
  readonly precision: BoundedEstimate | null;
  /** Null where too few samples are of the class. */
  readonly recall: BoundedEstimate | null;
  /** Null where too few samples are of it or taken for it. */
  readonly f1: BoundedEstimate | null;
  /** Holdout samples that are of the class. */
  readonly support: number;
}

/** On fewer samples a share is not worth telling. */
export const FEWEST_OF_CLASS = 5;

/** By class, from a confusion matrix (classCount × classCount, truth by row). */
export function classScores(confusion: Int32Array, classCount: number): ClassScore[] {
  return Array.from({ length: classCount }, (_, c) => {
    let [support, predicted] = [0, 0];
    for (let other = 0; other < classCount; other++) {
      support += confusion[c * classCount + other]!;
      predicted += confusion[other * classCount + c]!;
    }
    const found = confusion[c * classCount + c]!;
    const counted = support + predicted - found;
    return {
      precision: shareOf(found, predicted),
      recall: shareOf(found, support),
      f1: counted < FEWEST_OF_CLASS ? null : f1Interval(found, counted),
      support,
    };
  });
}

function shareOf(found: number, of: number): BoundedEstimate | null {
  return of < FEWEST_OF_CLASS ? null : { value: found / of, ...wilsonInterval(found, of) };
}
