import { confusionCounts } from "@/lib/learning/evaluation/confusion";
import type { BoundedEstimate } from "@/lib/learning/evaluation/estimate";
import { macroF1Interval } from "@/lib/learning/evaluation/macro-f1-interval";
import { meanInterval } from "@/lib/learning/evaluation/mean-interval";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";
import { gainOfNextHundred } from "@/lib/learning/forecasting/gain-of-next-hundred";
import { slopeOfLastQuarter } from "@/lib/learning/forecasting/slope-of-last-quarter";
import { createRandom } from "@/lib/learning/random";
import { CUTS, DRAWS } from "./back-test-forecasts";
import { drawHoldout, knownPoints, spentFor, trueError } from "./known-then";
import { LOSS_STEP } from "./packed-predictions";
import type { Recording } from "./recording";

/** Of which figure, and whether its interval held what the whole reserve says; null where none was told. */
export interface IntervalTrial {
  readonly of: "accuracy" | "macroF1" | "logLoss" | "slope" | "nextHundred";
  readonly isHeld: boolean | null;
}

/** The intervals of every cut of every recording. */
export function backTestIntervals(recordings: readonly Recording[]): IntervalTrial[] {
  return recordings.flatMap((recording) =>
    CUTS.flatMap((cut) => Array.from({ length: DRAWS }, (_, draw) => trials(recording, cut, draw)).flat()),
  );
}

function trials(recording: Recording, cut: number, draw: number): IntervalTrial[] {
  const holdout = drawHoldout(recording, cut, draw);
  const truth = holdout.map((place) => recording.reserveClasses[place]!);
  const point = recording.points.find(({ labels }) => labels === cut)!;
  const predicted = holdout.map((place) => point.predicted[place]!);
  const correct = truth.filter((classIndex, i) => classIndex === predicted[i]).length;
  const losses = Float64Array.from(holdout, (place) => point.losses[place]! * LOSS_STEP);
  const confusion = confusionCounts(truth, predicted, recording.classCount);
  const random = createRandom(recording.seed, `intervals ${cut}/${draw}`);
  const points = knownPoints(recording, cut, holdout, "accuracy");
  const accuracy = { value: correct / truth.length, ...wilsonInterval(correct, truth.length) };
  return [
    trial("accuracy", accuracy, point.accuracy),
    trial("macroF1", macroF1Interval(confusion, recording.classCount), point.macroF1),
    trial("logLoss", meanInterval(losses, random), point.logLoss),
    trial("slope", slopeOfLastQuarter(points), trueSlope(recording, cut)),
    trial("nextHundred", gainOfNextHundred(points, recording.classCount, random), trueGain(recording, cut)),
  ];
}

function trial(of: IntervalTrial["of"], interval: BoundedEstimate | null, happened: number): IntervalTrial {
  return { of, isHeld: interval && interval.low <= happened && happened <= interval.high };
}

/** The least-squares slope of the true errors over the last quarter, by 100 labels spent. */
function trueSlope({ points }: Recording, cut: number): number {
  const recent = points.filter(({ labels }) => labels >= 0.75 * cut && labels <= cut);
  const centre = recent.reduce((sum, { labels }) => sum + spentFor(labels), 0) / recent.length;
  const [products, squares] = recent.reduce(
    ([product, square], point) => {
      const away = spentFor(point.labels) - centre;
      return [product + away * trueError(point, "accuracy"), square + away ** 2];
    },
    [0, 0] as [number, number],
  );
  return (100 * products) / squares;
}

/** By how much the true error fell with the next 100 labels, linear between points. */
function trueGain({ points }: Recording, cut: number): number {
  const until = spentFor(cut) + 100;
  const after = points.findIndex(({ labels }) => spentFor(labels) >= until);
  const [left, right] = [points[after - 1]!, points[after]!];
  const share = (until - spentFor(left.labels)) / (spentFor(right.labels) - spentFor(left.labels));
  const errors = [left, right].map((point) => trueError(point, "accuracy")) as [number, number];
  const today = points.find(({ labels }) => labels === cut)!;
  return trueError(today, "accuracy") - (errors[0] + share * (errors[1] - errors[0]));
}
