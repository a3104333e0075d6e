import { largestSize } from "@/lib/learning/forecasting/cross-fit";
import {
  type MeasuredError,
  type Metric,
  meanOf,
  measurePredictions,
} from "@/lib/learning/forecasting/measured-curve";
import { type RandomCurve, randomCurve } from "@/lib/learning/forecasting/random-curve";
import { drawHoldout, HOLDOUT_SHARE } from "./known-then";
import { LOSS_STEP, type PackedPredictions } from "./packed-predictions";
import { readCrossFits } from "./recorded-cross-fits";
import type { Recording } from "./recording";

/** What a project measured of random labeling with so many training labels; null where it was not recorded. */
export function measuredRandomCurve(
  recording: Recording,
  trainingLabels: number,
  metric: Metric,
): RandomCurve | null {
  const recorded = readCrossFits(recording, trainingLabels);
  if (recorded === null) return null;
  const holdout = drawHoldout(recording, trainingLabels, 0);
  const truth = holdout.map((place) => recording.reserveClasses[place]!);
  const explored = recording.labels.slice(0, trainingLabels).filter(({ isExplored }) => isExplored).length;
  const folds = Math.max(...recorded.levels[0]!.repeats[0]!.foldOf) + 1;
  const levels = recorded.levels.map(({ trainingLabels: size, repeats }) => ({
    trainingLabels: size,
    repeats: repeats.map(({ foldOf, ...packed }) => ({
      foldOf,
      measured: measurePacked(packed, truth, metric),
    })),
  }));
  const available = largestSize(explored, holdout.length, folds);
  return randomCurve(levels, { holdoutShare: HOLDOUT_SHARE, available });
}

function measurePacked(
  { predicted, losses }: PackedPredictions,
  truth: Int32Array,
  metric: Metric,
): MeasuredError {
  if (metric === "logLoss") return meanOf(losses, (steps) => steps * LOSS_STEP);
  return measurePredictions(metric, predicted, truth);
}
