import type { LearningCurve } from "./learning-curve";

/**
 * The area under a learning curve divided by its span: the mean accuracy (0..1) from the first point to the last
 * with labels as the measure, by the trapezoid rule. One point has no span and counts as itself; null without points.
 */
export function areaUnderCurve(curve: LearningCurve): number | null {
  const [first, last] = [curve[0], curve.at(-1)];
  if (!first || !last) return null;
  if (curve.length === 1) return first.accuracy;
  let area = 0;
  for (let i = 1; i < curve.length; i++) {
    const [left, right] = [curve[i - 1]!, curve[i]!];
    area += ((left.accuracy + right.accuracy) / 2) * (right.labels - left.labels);
  }
  return area / (last.labels - first.labels);
}
