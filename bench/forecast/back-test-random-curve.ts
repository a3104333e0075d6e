import type { BoundedEstimate } from "@/lib/learning/evaluation/estimate";
import { Z_95 } from "@/lib/learning/evaluation/normal-quantile";
import type { Metric } from "@/lib/learning/forecasting/measured-curve";
import type { RandomCurve } from "@/lib/learning/forecasting/random-curve";
import { randomScores } from "@/lib/learning/forecasting/random-scores";
import { flipped } from "@/lib/learning/forecasting/score";
import { measuredRandomCurve } from "./measured-random-curve";
import { MEASURED_AT } from "./recorded-cross-fits";
import { type RandomFits, randomTruth, readRandomFits } from "./recorded-random-fits";
import type { Recording } from "./recording";

/** A point of the random curve, as shown, beside the mean of models of as many random labels. */
export interface RandomPointTrial {
  readonly data: string;
  readonly isHeld: boolean;
  readonly width: number;
}

/** Of data of which random labeling was cross-fitted, and models of as many random labels are recorded. */
export function backTestRandomCurve(recordings: readonly Recording[], metric: Metric): RandomPointTrial[] {
  return recordings.flatMap((recording) =>
    MEASURED_AT.flatMap((trainingLabels) => {
      const curve = measuredRandomCurve(recording, trainingLabels, metric);
      const point = recording.points.find(({ labels }) => labels === trainingLabels)!;
      const fits = readRandomFits(recording.data, point.encoder);
      return curve && fits ? besideTruths(recording.data, curve, fits, metric) : [];
    }),
  );
}

function besideTruths(
  data: string,
  curve: RandomCurve,
  fits: RandomFits,
  metric: Metric,
): RandomPointTrial[] {
  const truths = randomTruth(fits, metric);
  return randomScores(curve, metric).flatMap((score, i) => {
    const { trainingLabels } = curve.points[i]!;
    const truth = truths.find((one) => one.trainingLabels === trainingLabels);
    return truth ? [besideTruth(data, score, truth, metric)] : [];
  });
}

/**
 * The interval that the panel shows, beside a mean of models that has an error of its own: both ends are moved apart by it
 * (the difference of two independent estimates, Newcombe 1998).
 */
function besideTruth(
  data: string,
  score: BoundedEstimate,
  truth: { readonly error: number; readonly variance: number },
  metric: Metric,
): RandomPointTrial {
  const { value, low, high } = score;
  const reach = (end: number) => Math.hypot(end - value, Z_95 * Math.sqrt(truth.variance));
  const happened = flipped(metric, truth.error);
  const isHeld = value - reach(low) <= happened && happened <= value + reach(high);
  return { data, isHeld, width: high - low };
}
