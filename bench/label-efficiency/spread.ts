import { accuracyAt, type LearningCurve } from "@/lib/learning/evaluation/learning-curve";
import { mean } from "../mean";

/** Mean and standard deviation (of the sample; 0 for one seed) of an accuracy over seeds, 0..1. */
export interface Spread {
  readonly mean: number;
  readonly sd: number;
}

/** Null without values. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return { mean: centre, sd: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}

/** The accuracy at a label count over the seeds; null when a seed's curve does not reach there. */
export function spreadAt(curves: readonly LearningCurve[], labels: number): Spread | null {
  const values = curves.map((curve) => accuracyAt(curve, labels));
  return values.includes(null) ? null : spreadOf(values.filter((value) => value !== null));
}

/** Over the seeds, the mean accuracy of the points from `first` to `last` labels; null unless every curve spans them. */
export function meanAccuracy(
  curves: readonly LearningCurve[],
  [first, last]: readonly [first: number, last: number],
): Spread | null {
  const spans = (curve: LearningCurve) =>
    curve.some(({ labels }) => labels <= first) && curve.some(({ labels }) => labels >= last);
  if (!curves.every(spans)) return null;
  const ofSeeds = curves.map((curve) =>
    mean(curve.filter(({ labels }) => labels >= first && labels <= last).map(({ accuracy }) => accuracy)),
  );
  return spreadOf(ofSeeds);
}

/** Whether `ours` is below `theirs` by more than one standard deviation: the root of the mean of both variances. */
export function isBelow(ours: Spread, theirs: Spread): boolean {
  return ours.mean < theirs.mean - Math.sqrt((ours.sd ** 2 + theirs.sd ** 2) / 2);
}
