import type { BoundedEstimate } from "../evaluation/estimate";
import { Z_95 } from "../evaluation/normal-quantile";
import { wilsonInterval } from "../evaluation/wilson-interval";
import type { Metric } from "./measured-curve";
import type { RandomCurve } from "./random-curve";
import { flippedEstimate } from "./score";

/**
 * The scores of the random curve's points with 95 % bands. A share's is Wilson's, of as many samples as have its variance;
 * that of log loss, which has no upper end, is even on the logarithmic scale.
 */
export function randomScores({ points, covariance }: RandomCurve, metric: Metric): BoundedEstimate[] {
  return points.map(({ error, influence }, i) => {
    const variance = covariance[i * points.length + i]!;
    const holdout = influence.length;
    return flippedEstimate(metric, { value: error, ...intervalOf(metric, error, variance, holdout) });
  });
}

function intervalOf(metric: Metric, error: number, variance: number, holdout: number) {
  if (metric !== "logLoss") {
    // A sample of the holdout is in the variance for the mistakes that it does not show (`samplingCovariance`); Wilson's
    // interval allows for them by itself. So of no mistakes it is that of the whole holdout, and no narrower.
    const samples = (error * (1 - error) + 1 / holdout) / variance;
    return wilsonInterval(error * samples, samples);
  }
  const factor = Math.exp((Z_95 * Math.sqrt(variance)) / Math.max(error, Number.MIN_VALUE));
  return { low: error / factor, high: error * factor };
}
