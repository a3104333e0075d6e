import {
  type MeasuredError,
  type MeasuredPoint,
  type Metric,
  meanOf,
  measurePredictions,
} from "@/lib/learning/forecasting/measured-curve";
import { createRandom } from "@/lib/learning/random";
import { LOSS_STEP, type PackedPredictions } from "./packed-predictions";
import type { RecordedPoint, Recording } from "./recording";

/** Share of a project's labels that goes to its holdout. */
export const HOLDOUT_SHARE = 0.25;

/** Labels spent in all when so many were for training. */
export function spentFor(trainingLabels: number): number {
  return trainingLabels / (1 - HOLDOUT_SHARE);
}

/** Labels of the holdout that a project has drawn by then, in its usual share. */
export function holdoutSize(trainingLabels: number): number {
  return Math.round(HOLDOUT_SHARE * spentFor(trainingLabels));
}

/** The holdout that a project would have drawn by then: places among the recorded samples of the reserve. */
export function drawHoldout(
  { seed, reserveRows }: Recording,
  trainingLabels: number,
  draw: number,
  size = holdoutSize(trainingLabels),
): Int32Array {
  return createRandom(seed, `holdout ${trainingLabels}/${draw}`)
    .permutation(reserveRows.length)
    .slice(0, size);
}

/** The points of the learning curve that were known with so many training labels, measured on the holdout. */
export function knownPoints(
  recording: Recording,
  trainingLabels: number,
  holdout: Int32Array,
  metric: Metric,
): MeasuredPoint[] {
  const truth = holdout.map((place) => recording.reserveClasses[place]!);
  return recording.points
    .filter(({ labels }) => labels <= trainingLabels)
    .map((point) => ({ labels: spentFor(point.labels), ...measureAt(point, holdout, truth, metric) }));
}

/** The true error of a point: on the whole reserve. */
export function trueError(point: RecordedPoint, metric: Metric): number {
  return metric === "logLoss" ? point.logLoss : 1 - point[metric];
}

function measureAt(
  { predicted, losses }: PackedPredictions,
  holdout: Int32Array,
  truth: Int32Array,
  metric: Metric,
): MeasuredError {
  if (metric === "logLoss") return meanOf(holdout, (place) => losses[place]! * LOSS_STEP);
  return measurePredictions(
    metric,
    holdout.map((place) => predicted[place]!),
    truth,
  );
}
