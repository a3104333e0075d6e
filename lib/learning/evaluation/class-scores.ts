import type { BoundedEstimate } from "./estimate";
import { f1Interval, simultaneousF1 } from "./f1-interval";
import { wilsonInterval } from "./wilson-interval";

/** How well one class is told from the others. Intervals are of 95 %. */
export interface ClassScore {
  /** Null where it was predicted for too few samples to say. */
  readonly precision: BoundedEstimate | null;
  /** Null where too few samples are of the class. */
  readonly recall: BoundedEstimate | null;
  /** Null where too few samples are of it or taken for it. */
  readonly f1: BoundedEstimate | null;
  /** F1 with an interval that holds for all classes at once; null where no sample is of it or taken for it. */
  readonly simultaneousF1: BoundedEstimate | null;
  /** Holdout samples that are of the class. */
  readonly support: number;
}

/** On fewer samples a share is not worth telling. */
export const FEWEST_OF_CLASS = 5;

/** By class, from a confusion matrix (classCount × classCount, truth by row). */
export function classScores(confusion: Int32Array, classCount: number): ClassScore[] {
  const counts = Array.from({ length: classCount }, (_, c) => countsOf(confusion, classCount, c));
  return counts.map((own) => classScore(own, counts.filter(isMeasured).length));
}

/** The same of classes that are each a question of its own: from a confusion matrix (2 × 2: no, yes) of each. */
export function classScoresOfQuestions(confusions: readonly Int32Array[]): ClassScore[] {
  const counts = confusions.map((confusion) => countsOf(confusion, 2, 1));
  return counts.map((own) => classScore(own, counts.filter(isMeasured).length));
}

interface ClassCounts {
  readonly support: number;
  readonly predicted: number;
  /** Of the class and predicted to be. */
  readonly found: number;
}

function countsOf(confusion: Int32Array, classCount: number, c: number): ClassCounts {
  let [support, predicted] = [0, 0];
  for (let other = 0; other < classCount; other++) {
    support += confusion[c * classCount + other]!;
    predicted += confusion[other * classCount + c]!;
  }
  return { support, predicted, found: confusion[c * classCount + c]! };
}

function isMeasured({ support, predicted }: ClassCounts): boolean {
  return support + predicted > 0;
}

/** `compared`: classes of which any sample tells. */
function classScore({ support, predicted, found }: ClassCounts, compared: number): ClassScore {
  const counted = support + predicted - found;
  return {
    precision: shareOf(found, predicted),
    recall: shareOf(found, support),
    f1: counted < FEWEST_OF_CLASS ? null : f1Interval(found, counted),
    simultaneousF1: counted === 0 ? null : simultaneousF1(found, counted, compared),
    support,
  };
}

function shareOf(found: number, of: number): BoundedEstimate | null {
  return of < FEWEST_OF_CLASS ? null : { value: found / of, ...wilsonInterval(found, of) };
}
