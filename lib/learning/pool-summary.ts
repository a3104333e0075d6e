import type { Matrix } from "./matrix";
import type { PredictionSummary } from "./prediction-summary";

/** What a model takes every row of the pool for. */
export interface PoolSummary {
  /** Of each row the class; where a sample may have several, the place of its set among `sets`. */
  readonly classes: Int32Array;
  /** The sets that occur, the classes of each ascending; null where a sample has one class. */
  readonly sets: readonly (readonly number[])[] | null;
  /** How sure the model is of each row, 0..1: the gap between the two likeliest classes; of a set, see there. */
  readonly margin: Float32Array;
}

/** Where a sample has one class. */
export function summaryOfClasses({ classes, margin }: PredictionSummary): PoolSummary {
  return { classes, margin, sets: null };
}

/**
 * Where a sample may have several: the classes that each row has rather than not, by n × c probabilities. The margin is
 * that of the class of which the model is least sure, between its having it and not: |2p - 1|.
 */
export function summaryOfSets({ rows, columns, data }: Matrix): PoolSummary {
  const classes = new Int32Array(rows);
  const margin = new Float32Array(rows).fill(1);
  const sets: number[][] = [];
  const placeOf = new Map<string, number>();
  for (let row = 0, at = 0; row < rows; row++) {
    const set: number[] = [];
    for (let classIndex = 0; classIndex < columns; classIndex++, at++) {
      const p = data[at]!;
      if (p > 0.5) set.push(classIndex);
      margin[row] = Math.min(margin[row]!, Math.abs(2 * p - 1));
    }
    const key = set.join();
    const place = placeOf.get(key) ?? sets.push(set) - 1;
    placeOf.set(key, place);
    classes[row] = place;
  }
  return { classes, margin, sets };
}

/** What several models take the same rows for, by codes that mean the same in each: their classes, or their sets. */
export function comparableClasses(summaries: readonly PoolSummary[]): Int32Array[] {
  const codeOf = new Map<string, number>();
  return summaries.map(({ classes, sets }) => {
    if (sets === null) return classes;
    const codes = sets.map((set) => {
      const key = set.join();
      const code = codeOf.get(key) ?? codeOf.size;
      codeOf.set(key, code);
      return code;
    });
    return classes.map((place) => codes[place]!);
  });
}
