import { type Matrix, rowOf } from "../../matrix";
import { probabilityEntropy } from "../probability-entropy";
import { byMultiLabelScore, type RowLabels } from "./multi-label-strategy";

/**
 * Category vector inconsistency and ranking of scores (CVIRS): how uncertain each class is, ranked class by class
 * and summed (Borda count), times how far the predicted set of classes is from those of the labeled samples. Both
 * factors are within 0..1; without labels the second is 1.
 */
export const cvirs = byMultiLabelScore(
  "cvirs",
  "Reyes, Morell & Ventura 2018, Effective active learning strategy for multi-label learning",
  ({ candidates, probabilities, labels }) => {
    const uncertainty = rankedUncertainty(probabilities, candidates);
    const inconsistency = inconsistencies(probabilities, candidates, labels);
    return uncertainty.map((score, i) => score * inconsistency[i]!);
  },
);

/** The mean over the classes of the share of candidates whose margin |2p − 1| is wider; ties share their ranks. */
export function rankedUncertainty(probabilities: Matrix, candidates: Int32Array): Float64Array {
  const scores = new Float64Array(candidates.length);
  const most = Math.max(1, candidates.length - 1);
  for (let k = 0; k < probabilities.columns; k++) {
    const margins = Float64Array.from(candidates, (row) => Math.abs(2 * rowOf(probabilities, row)[k]! - 1));
    const order = Uint32Array.from(margins.keys()).sort((a, b) => margins[b]! - margins[a]!);
    for (let from = 0, end = 0; from < order.length; from = end) {
      while (end < order.length && margins[order[end]!] === margins[order[from]!]) end++;
      const wider = (from + end - 1) / 2;
      for (let at = from; at < end; at++) scores[order[at]!]! += wider / most / probabilities.columns;
    }
  }
  return scores;
}

/** The mean distance of each candidate's predicted set of classes (p > ½) to the labeled samples' sets. */
export function inconsistencies(
  probabilities: Matrix,
  candidates: Int32Array,
  labels: readonly RowLabels[],
): Float64Array {
  if (labels.length === 0) return new Float64Array(candidates.length).fill(1);
  const counts = new Map<string, number>();
  for (const { classes } of labels) {
    const key = keyOf(Array.from({ length: probabilities.columns }, (_, k) => classes.includes(k)));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  // Sets recur, so each pair of different sets is compared once.
  const known = new Map<string, number>();
  return Float64Array.from(candidates, (row) => {
    const predicted = keyOf(Array.from(rowOf(probabilities, row), (p) => p > 0.5));
    let distance = known.get(predicted);
    if (distance === undefined) {
      distance = 0;
      for (const [set, count] of counts) distance += (count * setDistance(predicted, set)) / labels.length;
      known.set(predicted, distance);
    }
    return distance;
  });
}

/** A set of classes as one character a class. */
function keyOf(set: readonly boolean[]): string {
  return set.map((isIn) => (isIn ? "1" : "0")).join("");
}

/**
 * The normalised entropy distance (2·H(a, b) − H(a) − H(b)) / H(a, b) of two sets written as strings of 0 and 1,
 * taken as two binary variables observed once a class; 1 for opposites, which share nothing but look alike to it.
 */
export function setDistance(a: string, b: string): number {
  const cells = new Float64Array(4);
  for (let k = 0; k < a.length; k++) cells[2 * Number(a[k]) + Number(b[k])]! += 1 / a.length;
  const [neither, onlyB, onlyA, both] = cells as unknown as [number, number, number, number];
  if (neither + both === 0) return 1;
  const joint = probabilityEntropy(cells);
  if (joint === 0) return 0;
  const ofA = probabilityEntropy([neither + onlyB, onlyA + both]);
  const ofB = probabilityEntropy([neither + onlyA, onlyB + both]);
  return Math.min(1, Math.max(0, (2 * joint - ofA - ofB) / joint));
}
