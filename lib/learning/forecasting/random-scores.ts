import type { BoundedEstimate } from "../evaluation/estimate";
import { wilsonInterval } from "../evaluation/wilson-interval";
import type { Metric } from "./measured-curve";
import type { RandomCurve } from "./random-curve";
import { flippedEstimate } from "./score";

const Z_95 = 1.959963984540054;

/**
 * The scores of the random curve's points with 95 % bands. A share's is Wilson's, of as many samples as have its variance;
 * that of log loss, which has no upper end, is even on the logarithmic scale.
 */
export function randomScores({ points, covariance }: RandomCurve, metric: Metric): BoundedEstimate[] {
  return points.map(({ error }, i) => {
    const variance = covariance[i * points.length + i]!;
    return flippedEstimate(metric, { value: error, ...intervalOf(metric, error, variance) });
  });
}

function intervalOf(metric: Metric, error: number, variance: number): { low: number; high: number } {
  if (metric !== "logLoss") {
    // Of no mistakes at all the variance is that of half a sample: as many samples as half a mistake is seen in.
    const samples = Math.max(error * (1 - error), variance / 2) / variance;
    return wilsonInterval(error * samples, samples);
  }
  const factor = Math.exp((Z_95 * Math.sqrt(variance)) / Math.max(error, Number.MIN_VALUE));
  return { low: error / factor, high: error * factor };
}
