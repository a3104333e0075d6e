import { labelsUntil } from "@/lib/learning/forecasting/labels-until";
import type { Metric } from "@/lib/learning/forecasting/measured-curve";
import { projectLabelsSaved } from "@/lib/learning/forecasting/project-labels-saved";
import { createRandom } from "@/lib/learning/random";
import { drawHoldout, knownPoints, spentFor, trueError } from "./known-then";
import { measuredRandomCurve } from "./measured-random-curve";
import { MEASURED_AT } from "./recorded-cross-fits";
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

/**
 * From what was known with the labels at which random labeling was measured. Data of which random labeling is not recorded
 * is passed over.
 */
export function backTestSaved(recordings: readonly Recording[], metric: Metric): SavedTrial[] {
  const saved: SavedTrial[] = [];
  const hasRandom = (data: string) =>
    recordings.some((one) => one.data === data && one.strategy === "random");
  for (const recording of recordings) {
    if (recording.strategy !== "auto" || !hasRandom(recording.data)) continue;
    const truth = meanOfRandom(recordings, recording.data, metric);
    for (const trainingLabels of MEASURED_AT) {
      const curve = measuredRandomCurve(recording, trainingLabels, metric);
      if (!curve) continue;
      const holdout = drawHoldout(recording, trainingLabels, 0);
      const own = knownPoints(recording, trainingLabels, holdout, metric);
      const point = recording.points.find(({ labels }) => labels === trainingLabels)!;
      const spent = spentFor(trainingLabels);
      const random = createRandom(recording.seed, `saved ${trainingLabels}`);
      const said = projectLabelsSaved(curve, own, { imported: 0, classCount: recording.classCount }, random);
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
  return saved;
}

export function isSavedHeld({ low, high, happened, followed }: SavedTrial): boolean {
  return Number.isFinite(happened) ? low <= happened && happened <= high : high >= followed;
}

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
