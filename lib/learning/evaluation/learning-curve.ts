import { median } from "./quantile";

export interface CurvePoint {
  readonly labels: number;
  /** 0..1, on the test samples. */
  readonly accuracy: number;
}

/** Points in ascending order of labels, each count once. */
export type LearningCurve = readonly CurvePoint[];

/** At every label count that a curve has, the median of the curves that have it. */
export function medianCurve(curves: readonly LearningCurve[]): CurvePoint[] {
  const byLabels = new Map<number, number[]>();
  for (const { labels, accuracy } of curves.flat()) {
    const accuracies = byLabels.get(labels);
    if (accuracies) accuracies.push(accuracy);
    else byLabels.set(labels, [accuracy]);
  }
  return [...byLabels]
    .sort(([a], [b]) => a - b)
    .map(([labels, accuracies]) => ({ labels, accuracy: median(accuracies) }));
}

/** The accuracy at a label count, linear between points; null before the first point and after the last. */
export function accuracyAt(curve: LearningCurve, labels: number): number | null {
  const after = curve.findIndex((point) => point.labels >= labels);
  if (after === -1) return null;
  const next = curve[after]!;
  if (next.labels === labels) return next.accuracy;
  const previous = curve[after - 1];
  if (!previous) return null;
  const share = (labels - previous.labels) / (next.labels - previous.labels);
  return previous.accuracy + share * (next.accuracy - previous.accuracy);
}

/**
 * The labels after which an accuracy was reached for the first time, linear between the points of the curve's
 * monotone envelope (the best accuracy so far), so that a dip is not paid for twice. Null when it never was.
 */
export function labelsToReach(curve: LearningCurve, accuracy: number): number | null {
  const at = curve.findIndex((point) => point.accuracy >= accuracy);
  const [before, point] = [curve[at - 1], curve[at]];
  if (!point) return null;
  if (!before) return point.labels;
  const best = Math.max(...curve.slice(0, at).map((earlier) => earlier.accuracy));
  return before.labels + ((accuracy - best) / (point.accuracy - best)) * (point.labels - before.labels);
}
