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

/** Of equal width, from no confidence to 1. */
export const CALIBRATION_BINS = 10;

/** Bins of equal width, from the least confidence to 1, that hold any of the samples (probabilities: n × c). */
export function calibrationBins(probabilities: Matrix, truth: Int32Array): CalibrationBin[] {
  const { classes, top } = summarisePredictions(probabilities);
  const sums = Array.from({ length: CALIBRATION_BINS }, () => ({ confidence: 0, right: 0, count: 0 }));
  truth.forEach((classIndex, i) => {
    const bin = sums[calibrationBinOf(top[i]!)]!;
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

/** Which bin a confidence (0..1) falls into. */
export function calibrationBinOf(confidence: number): number {
  return Math.min(CALIBRATION_BINS - 1, Math.floor(confidence * CALIBRATION_BINS));
}

/** Expected calibration error over these bins (Guo et al. 2017): their mean gap, weighted by their samples; 0 without any. */
export function errorOfBins(bins: readonly CalibrationBin[]): number {
  const count = bins.reduce((sum, bin) => sum + bin.count, 0);
  const gaps = bins.map((bin) => bin.count * Math.abs(bin.confidence - bin.accuracy.value));
  return count === 0 ? 0 : gaps.reduce((sum, gap) => sum + gap, 0) / count;
}
