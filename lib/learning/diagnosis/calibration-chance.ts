import { quantile } from "../evaluation/quantile";
import type { Matrix } from "../matrix";
import { summarisePredictions } from "../prediction-summary";
import type { Random } from "../random";
import { CALIBRATION_BINS, calibrationBinOf } from "./calibration-bins";

/** What a model shows by chance whose confidence is exactly right, 0..1: each is exceeded by one such model in forty. */
export interface CalibrationChance {
  /** Of the error over bins, which is never nought on few samples. */
  readonly error: number;
  /** Of the distance between mean confidence and the share that is right. */
  readonly gap: number;
}

/** Both figures are looked at, so that of twenty models that are exactly right one is told to be off. */
const EXCEEDED = 0.05 / 2;

/** Simulated models: as many as draws allow, within bounds. */
const [FEWEST_RUNS, MOST_RUNS, DRAWS] = [200, 1_000, 20_000_000];

/** From this variance on, the sum of a bin is drawn as one normal number: a million answers take no longer than a hundred. */
const NORMAL_FROM = 25;

/**
 * From confidences alone: each answer (probabilities: n × c) is drawn right with the probability that the model gives it, as
 * often as it takes (the consistency sampling of Bröcker & Smith 2007). Answers about one sample, `perSample` in a row, are
 * right or wrong together where a sample is asked about several times; what is drawn by itself varies less, by the root of
 * the design effect (Kish 1965), which is measured on the answers.
 */
export function calibrationChance(
  probabilities: Matrix,
  truth: Int32Array,
  perSample: number,
  random: Random,
): CalibrationChance {
  const { classes, top } = summarisePredictions(probabilities);
  const n = truth.length;
  if (n === 0) return { error: 1, gap: 1 };
  const bins = Int32Array.from(top, calibrationBinOf);
  const variances = new Float64Array(CALIBRATION_BINS);
  top.forEach((confidence, i) => {
    variances[bins[i]!]! += confidence * (1 - confidence);
  });
  const drawn = Int32Array.from(bins.keys()).filter((i) => variances[bins[i]!]! < NORMAL_FROM);
  const runs = Math.max(FEWEST_RUNS, Math.min(MOST_RUNS, Math.floor(DRAWS / Math.max(1, drawn.length))));
  const [errors, gaps]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    const surplus = variances.map((variance) =>
      variance < NORMAL_FROM ? 0 : Math.sqrt(variance) * random.normal(),
    );
    for (const i of drawn) surplus[bins[i]!]! += top[i]! - (random.next() < top[i]! ? 1 : 0);
    errors.push(surplus.reduce((sum, one) => sum + Math.abs(one), 0) / n);
    gaps.push(Math.abs(surplus.reduce((sum, one) => sum + one, 0)) / n);
  }
  const surpluses = Float64Array.from(top, (confidence, i) => confidence - (classes[i] === truth[i] ? 1 : 0));
  const wider = Math.sqrt(designEffect(surpluses, bins, perSample));
  const chanceOf = (all: readonly number[]) => Math.min(1, wider * quantile(all, 1 - EXCEEDED));
  return { error: chanceOf(errors), gap: chanceOf(gaps) };
}

/** How many times more the sum over samples varies than if their answers had nothing to do with each other; 1 at least. */
function designEffect(surpluses: Float64Array, bins: Int32Array, perSample: number): number {
  if (perSample === 1) return 1;
  // What is off in a whole bin is what is looked for, and no accident of samples.
  const [sums, counts] = [new Float64Array(CALIBRATION_BINS), new Float64Array(CALIBRATION_BINS)];
  surpluses.forEach((surplus, i) => {
    sums[bins[i]!]! += surplus;
    counts[bins[i]!]! += 1;
  });
  const centred = surpluses.map((surplus, i) => surplus - sums[bins[i]!]! / counts[bins[i]!]!);
  let [together, alone] = [0, 0];
  for (let first = 0; first < centred.length; first += perSample) {
    const own = centred.subarray(first, first + perSample);
    together += own.reduce((sum, one) => sum + one, 0) ** 2;
    alone += own.reduce((sum, one) => sum + one ** 2, 0);
  }
  return alone === 0 ? 1 : Math.max(1, together / alone);
}
