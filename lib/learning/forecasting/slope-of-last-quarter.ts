import type { BoundedEstimate } from "../evaluation/estimate";
import { tQuantile } from "../evaluation/t-quantile";
import { FEWEST_HOLDOUT } from "./forecast-curve";
import { type MeasuredPoint, samplingCovariance } from "./measured-curve";

/** Where the last quarter of the labels begins. */
const LAST_QUARTER = 0.75;

/** Fewer points than this are not a slope. */
const FEWEST = 3;

/**
 * Change of the error by 100 labels over the last quarter of the labels (below 0 = it gets better): the least-squares
 * slope of the points, with a 95 % interval of what the same slope is on all samples. Points share their holdout
 * samples, and mistakes that all of them make cancel. Null while the holdout or the points are too few.
 */
export function slopeOfLastQuarter(points: readonly MeasuredPoint[]): BoundedEstimate | null {
  const last = points.at(-1);
  if (!last || last.influence.length < FEWEST_HOLDOUT) return null;
  const recent = points.filter(({ labels }) => labels >= LAST_QUARTER * last.labels);
  if (recent.length < FEWEST) return null;
  const centre = recent.reduce((sum, { labels }) => sum + labels, 0) / recent.length;
  const squares = recent.reduce((sum, { labels }) => sum + (labels - centre) ** 2, 0);
  const weights = recent.map(({ labels }) => (100 * (labels - centre)) / squares);
  const slope = recent.reduce((sum, { error }, i) => sum + weights[i]! * error, 0);
  const covariance = samplingCovariance(recent);
  let variance = 0;
  weights.forEach((a, i) => {
    weights.forEach((b, j) => {
      variance += a * b * covariance[i * recent.length + j]!;
    });
  });
  const reach = tQuantile(last.influence.length - 1, 0.975) * Math.sqrt(variance);
  return { value: slope, low: slope - reach, high: slope + reach };
}
