import { median } from "@/lib/learning/evaluation/quantile";

/** What the curves of several seeds say together. */
export interface CurveSummary {
  readonly labels: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

interface AccuracyPoint {
  readonly seed: number;
  readonly labels: number;
  readonly accuracy: number;
}

/** Median, lowest and highest accuracy over the seeds, for each label count in ascending order. */
export function summariseCurves(points: readonly AccuracyPoint[]): CurveSummary[] {
  const byLabels = new Map<number, number[]>();
  for (const { labels, accuracy } of points)
    byLabels.set(labels, [...(byLabels.get(labels) ?? []), accuracy]);
  return [...byLabels]
    .sort(([a], [b]) => a - b)
    .map(([labels, accuracies]) => ({
      labels,
      median: median(accuracies),
      min: Math.min(...accuracies),
      max: Math.max(...accuracies),
    }));
}

/** For each seed, in order, the fewest labels at which the target accuracy was reached; null when never. */
export function labelsToTarget(
  points: readonly AccuracyPoint[],
  seeds: number,
  target: number,
): { perSeed: (number | null)[]; median: number | null } {
  const firsts = Array.from({ length: seeds }, (_, seed) => {
    const reached = points.filter((point) => point.seed === seed && point.accuracy >= target);
    return Math.min(...reached.map(({ labels }) => labels));
  });
  const orNull = (labels: number) => (Number.isFinite(labels) ? labels : null);
  return { perSeed: firsts.map(orNull), median: orNull(median(firsts)) };
}
