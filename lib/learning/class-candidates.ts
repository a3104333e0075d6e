import { mapRows } from "./map-rows";
import type { Matrix } from "./matrix";
import type { PredictionSummary } from "./prediction-summary";
import type { RowLabel } from "./round";
import { topRows } from "./top-rows";

/** Rows that a model believes to be of a class, class by class, the surest first: `rows[i]` is believed to be of `classes[i]`. */
export interface ClassCandidates {
  readonly classes: Int32Array;
  readonly rows: Int32Array;
  /** Of that class, calibrated. */
  readonly probabilities: Float32Array;
}

export const noClassCandidates: ClassCandidates = {
  classes: new Int32Array(0),
  rows: new Int32Array(0),
  probabilities: new Float32Array(0),
};

/** Rows kept a class: enough to fill a grid however many classes there are, and in all few enough to be stored often. */
const KEPT = { atLeast: 48, atMost: 400, ofAllClasses: 2000 };

/** How many rows of each class are kept. */
export function keptOfClass(classCount: number): number {
  const share = Math.floor(KEPT.ofAllClasses / classCount);
  return Math.max(KEPT.atLeast, Math.min(KEPT.atMost, share));
}

/**
 * For each class the candidates whose likeliest class it is. A row is left out where it was rejected as one of its class.
 * The order of `candidates` does not matter.
 */
export function likeliestOfClasses(
  { classes, top }: PredictionSummary,
  candidates: Int32Array,
  rejected: readonly RowLabel[],
  classCount: number,
): ClassCandidates {
  const isRejected = isOneOf(rejected, classCount);
  const rowsOf = groupByClass(candidates, classes, classCount);
  return surest(rowsOf, (row) => top[row]!, isRejected);
}

/**
 * The same where a sample may have several classes: the candidates that have the class rather than not. A row is left out
 * where somebody was asked whether it has its class.
 */
export function membersOfClasses(
  { columns, data }: Matrix,
  candidates: Int32Array,
  asked: readonly RowLabel[],
): ClassCandidates {
  const isAsked = isOneOf(asked, columns);
  const rowsOf = Array.from({ length: columns }, (_, j) =>
    candidates.filter((row) => data[row * columns + j]! > 0.5),
  );
  return surest(rowsOf, (row, classIndex) => data[row * columns + classIndex]!, isAsked);
}

type IsLeftOut = (row: number, classIndex: number) => boolean;

/** Null where nothing is: it is asked of every candidate of a large pool. */
function isOneOf(answers: readonly RowLabel[], classCount: number): IsLeftOut | null {
  if (answers.length === 0) return null;
  const keys = new Set(answers.map(({ row, classIndex }) => row * classCount + classIndex));
  return (row, classIndex) => keys.has(row * classCount + classIndex);
}

/** The candidates of each class, by counting: one pass over a pool of any size, whatever the number of classes. */
function groupByClass(candidates: Int32Array, classes: Int32Array, classCount: number): Int32Array[] {
  const ends = new Int32Array(classCount + 1);
  for (let i = 0; i < candidates.length; i++) ends[classes[candidates[i]!]! + 1]! += 1;
  for (let j = 0; j < classCount; j++) ends[j + 1]! += ends[j]!;
  const starts = ends.slice();
  const grouped = new Int32Array(candidates.length);
  for (let i = 0; i < candidates.length; i++) {
    const row = candidates[i]!;
    grouped[ends[classes[row]!]!++] = row;
  }
  return Array.from({ length: classCount }, (_, j) => grouped.subarray(starts[j]!, starts[j + 1]!));
}

function surest(
  rowsOf: readonly Int32Array[],
  probabilityOf: (row: number, classIndex: number) => number,
  isLeftOut: IsLeftOut | null,
): ClassCandidates {
  const kept = keptOfClass(rowsOf.length);
  const found = rowsOf.flatMap((all, classIndex) => {
    const rows = isLeftOut ? all.filter((row) => !isLeftOut(row, classIndex)) : all;
    const probabilities = mapRows(rows, (row) => probabilityOf(row, classIndex));
    const best = topRows(probabilities, kept, rows);
    return Array.from(best, (i) => ({ classIndex, row: rows[i]!, probability: probabilities[i]! }));
  });
  return {
    classes: Int32Array.from(found, ({ classIndex }) => classIndex),
    rows: Int32Array.from(found, ({ row }) => row),
    probabilities: Float32Array.from(found, ({ probability }) => probability),
  };
}
