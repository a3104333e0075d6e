import { largestSize } from "@/lib/learning/forecasting/cross-fit";
import { labelsUntil } from "@/lib/learning/forecasting/labels-until";
import {
  type MeasuredError,
  type Metric,
  meanOf,
  measurePredictions,
} from "@/lib/learning/forecasting/measured-curve";
import { projectLabelsSaved } from "@/lib/learning/forecasting/project-labels-saved";
import { randomCurve } from "@/lib/learning/forecasting/random-curve";
import { createRandom } from "@/lib/learning/random";
import { drawHoldout, HOLDOUT_SHARE, knownPoints, spentFor, trueError } from "./known-then";
import { LOSS_STEP, type PackedPredictions } from "./packed-predictions";
import { MEASURED_AT, readCrossFits } from "./recorded-cross-fits";
import type { Recording } from "./recording";

/** What was said of labels saved, beside what random labeling really took. */
export interface SavedTrial {
  readonly data: string;
  readonly kind: ReturnType<typeof projectLabelsSaved>["kind"];
  readonly low: number;
  readonly high: number;
  /** Infinite where random labeling did not get there in its recordings, which end `followed` labels after the spent. */
  readonly happened: number;
  readonly followed: number;
}

/** A point of the random curve beside the mean of the recordings of random labeling, each with a 95 % interval. */
export interface RandomPointTrial {
  readonly data: string;
  readonly isHeld: boolean;
  readonly width: number;
}

/**
 * Both from what was known with the labels at which random labeling was measured. Data of which random labeling is not
 * recorded is passed over.
 */
export function backTestSaved(recordings: readonly Recording[], metric: Metric) {
  const saved: SavedTrial[] = [];
  const points: RandomPointTrial[] = [];
  const hasRandom = (data: string) =>
    recordings.some((one) => one.data === data && one.strategy === "random");
  for (const recording of recordings) {
    if (recording.strategy !== "auto" || !hasRandom(recording.data)) continue;
    const truth = meanOfRandom(recordings, recording.data, metric);
    for (const trainingLabels of MEASURED_AT) {
      const curve = measuredRandomCurve(recording, trainingLabels, metric);
      if (!curve) continue;
      points.push(...curve.points.map((_, i) => besideTruth(recording.data, curve, i, truth)));
      const holdout = drawHoldout(recording, trainingLabels, 0);
      const today = knownPoints(recording, trainingLabels, holdout, metric).at(-1)!;
      const point = recording.points.find(({ labels }) => labels === trainingLabels)!;
      const spent = spentFor(trainingLabels);
      const random = createRandom(recording.seed, `saved ${trainingLabels}`);
      const said = projectLabelsSaved(curve, today, spent, random);
      const needs = labelsUntil(truth.labels, truth.errors, trueError(point, metric));
      saved.push({
        data: recording.data,
        kind: said.kind,
        low: said.kind === "tooEarly" ? Number.NEGATIVE_INFINITY : said.saved.low!,
        high:
          said.kind === "tooEarly" ? Number.POSITIVE_INFINITY : (said.saved.high ?? Number.POSITIVE_INFINITY),
        happened: needs - spent,
        followed: truth.labels.at(-1)! - spent,
      });
    }
  }
  return { saved, points };
}

export function isSavedHeld({ low, high, happened, followed }: SavedTrial): boolean {
  return Number.isFinite(happened) ? low <= happened && happened <= high : high >= followed;
}

type Truth = ReturnType<typeof meanOfRandom>;

/** The true error of random labeling: the mean over its recordings. */
function meanOfRandom(recordings: readonly Recording[], data: string, metric: Metric) {
  const runs = recordings.filter((one) => one.data === data && one.strategy === "random");
  const counts = runs[0]!.points.map(({ labels }) => labels);
  const errors = counts.map((labels) => {
    const there = runs.map(({ points }) => points.find((point) => point.labels === labels)!);
    return there.reduce((sum, point) => sum + trueError(point, metric), 0) / there.length;
  });
  return { labels: counts.map(spentFor), errors };
}

function measuredRandomCurve(recording: Recording, trainingLabels: number, metric: Metric) {
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

function besideTruth(
  data: string,
  { points, covariance }: ReturnType<typeof randomCurve>,
  i: number,
  truth: Truth,
): RandomPointTrial {
  const reach = 1.96 * Math.sqrt(covariance[i * points.length + i]!);
  const { labels, error } = points[i]!;
  const after = truth.labels.findIndex((known) => known >= labels);
  const [from, to] = [truth.labels[after - 1]!, truth.labels[after]!];
  const share = (labels - from) / (to - from);
  const happened = (1 - share) * truth.errors[after - 1]! + share * truth.errors[after]!;
  return { data, isHeld: Math.abs(error - happened) <= reach, width: 2 * reach };
}
