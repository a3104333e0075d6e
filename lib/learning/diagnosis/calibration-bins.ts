import type { BoundedEstimate } from "../evaluation/estimate";
import { wilsonInterval } from "../evaluation/wilson-interval";
import type { Matrix } from "../matrix";
import { summarisePredictions } from "../prediction-summary";

export interface CalibrationBin {
  /** Mean probability of the likeliest class in the bin, 0..1. */
  readonly confidence: number;
  /** Share of its samples that are right, with a 95 % interval. */
  readonly accuracy: BoundedEstimate;
  readonly count: number;
}

/** Bins of equal width, from the least confidence to 1, that hold any of the samples (probabilities: n × c). */
export function calibrationBins(probabilities: Matrix, truth: Int32Array, bins = 10): CalibrationBin[] {
  const { classes, top } = summarisePredictions(probabilities);
  const sums = Array.from({ length: bins }, () => ({ confidence: 0, right: 0, count: 0 }));
  truth.forEach((classIndex, i) => {
    const bin = sums[Math.min(bins - 1, Math.floor(top[i]! * bins))]!;
    bin.confidence += top[i]!;
    bin.right += classes[i] === classIndex ? 1 : 0;
    bin.count += 1;
  });
  return sums
    .filter(({ count }) => count > 0)
    .map(({ confidence, right, count }) => ({
      confidence: confidence / count,
      accuracy: { value: right / count, ...wilsonInterval(right, count) },
      count,
    }));
}
