import { forecastCurve } from "@/lib/learning/forecasting/forecast-curve";
import { labelsUntil } from "@/lib/learning/forecasting/labels-until";
import type { Metric } from "@/lib/learning/forecasting/measured-curve";
import { createRandom } from "@/lib/learning/random";
import { drawHoldout, knownPoints, spentFor, trueError } from "./known-then";
import type { Recording } from "./recording";

/** Training labels at which a recording is cut, and holdouts drawn at each cut. */
export const CUTS = [150, 200, 300] as const;
export const DRAWS = 2;

/** Scores that people ask for. The next ones above what was measured then are the targets, as errors. */
const ASKED = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99];
const NEXT = 3;

function targetsAbove(error: number): number[] {
  return ASKED.map((score) => 1 - score)
    .filter((target) => target < error)
    .slice(0, NEXT);
}

/** One forecast of labels needed, beside what happened. */
export interface ForecastTrial {
  readonly data: string;
  readonly strategy: string;
  readonly kind: "forecast" | "reached" | "cannotTell";
  readonly because: string;
  /** Labels still needed; infinite for the upper end of a band that is open, or a target that was not reached. */
  readonly low: number;
  readonly high: number;
  readonly happened: number;
  /** How far the recording goes on after the cut, in labels. */
  readonly followed: number;
  readonly spent: number;
}

/** The path of the curve beside what happened, at the end of the recording or at twice the labels. */
export interface PathTrial {
  readonly data: string;
  readonly strategy: string;
  readonly isHeld: boolean;
  readonly width: number;
}

/** `holdout`: its labels, instead of the usual share. */
export function backTestForecasts(recordings: readonly Recording[], metric: Metric, holdout?: number) {
  const needed: ForecastTrial[] = [];
  const paths: PathTrial[] = [];
  for (const recording of recordings) {
    for (const cut of CUTS) {
      for (let draw = 0; draw < DRAWS; draw++) {
        const points = knownPoints(recording, cut, drawHoldout(recording, cut, draw, holdout), metric);
        const random = createRandom(recording.seed, `${cut}/${draw}`);
        for (const target of targetsAbove(points.at(-1)!.error)) {
          needed.push(tryTarget(recording, cut, points, target, { metric, random }));
        }
        const path = tryPath(recording, cut, points, { metric, random });
        if (path) paths.push(path);
      }
    }
  }
  return { needed, paths };
}

type Points = ReturnType<typeof knownPoints>;
interface Trying {
  readonly metric: Metric;
  readonly random: ReturnType<typeof createRandom>;
}

function tryTarget(
  recording: Recording,
  cut: number,
  points: Points,
  target: number,
  { metric, random }: Trying,
): ForecastTrial {
  const { needed } = forecastCurve(
    points,
    { target, classCount: recording.classCount },
    random.fork(`${target}`),
  );
  const later = recording.points.filter(({ labels }) => labels >= cut);
  const labels = later.map((point) => spentFor(point.labels));
  const happened =
    labelsUntil(
      labels,
      later.map((point) => trueError(point, metric)),
      target,
    ) - labels[0]!;
  const band =
    needed?.kind === "forecast"
      ? { low: needed.needed.low!, high: needed.needed.high ?? Number.POSITIVE_INFINITY }
      : {
          low: needed?.kind === "cannotTell" ? (needed.atLeast ?? 0) : 0,
          high: needed?.kind === "reached" ? 0 : Number.POSITIVE_INFINITY,
        };
  return {
    data: recording.data,
    strategy: recording.strategy,
    kind: needed!.kind,
    because: needed?.kind === "cannotTell" ? needed.because : "",
    ...band,
    happened,
    followed: labels.at(-1)! - labels[0]!,
    spent: labels[0]!,
  };
}

function tryPath(
  recording: Recording,
  cut: number,
  points: Points,
  { metric, random }: Trying,
): PathTrial | null {
  const { path } = forecastCurve(
    points,
    { target: null, classCount: recording.classCount },
    random.fork("path"),
  );
  if (path.length === 0) return null;
  const last = Math.min(recording.points.at(-1)!.labels, 2 * cut);
  const point = recording.points.find(({ labels }) => labels === last)!;
  const after = path.findIndex(({ labels }) => labels >= spentFor(last));
  const [left, right] = [path[after - 1]!, path[after]!];
  const share = (spentFor(last) - left.labels) / (right.labels - left.labels);
  const at = (of: "low" | "high") => left.error[of] + share * (right.error[of] - left.error[of]);
  const happened = trueError(point, metric);
  return {
    data: recording.data,
    strategy: recording.strategy,
    isHeld: at("low") <= happened && happened <= at("high"),
    width: at("high") - at("low"),
  };
}

/** Whether the band holds what happened; a target that was not reached lies somewhere behind the recording's end. */
export function isHeld({ low, high, happened, followed }: ForecastTrial): boolean {
  return Number.isFinite(happened) ? low <= happened && happened <= high : high >= followed;
}
