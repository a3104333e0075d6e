import type { BoundedEstimate, Estimate } from "../evaluation/estimate";
import { quantile } from "../evaluation/quantile";
import type { Random } from "../random";
import { mayBeginLate } from "./curve-delays";
import { curveEvidence } from "./curve-evidence";
import { labelsUntil } from "./labels-until";
import type { MeasuredPoint } from "./measured-curve";
import { type CurveDraw, drawCurves } from "./power-law";

/** Why nothing is forecast. */
export type Doubt =
  | "fewHoldout"
  | "fewPoints"
  | "fewPerClass"
  | "noInterval"
  | "tooWide"
  | "outOfReach"
  | "notRising";

/** Labels still to be spent until an error is reached, with an 80 % band; holdout labels that tell, `outlookOf` finds. */
export type NeededLabels =
  /** It is above the whole 95 % interval of today's error. */
  | { readonly kind: "reached" }
  /** `atLeast`: labels before which it is not reached (all but 10 %); null where not even that is known. */
  | {
      readonly kind: "cannotTell";
      readonly because: Doubt;
      readonly holdoutNeeded: number | null;
      readonly atLeast: number | null;
    }
  /**
   * The upper end is null where some of the band never gets there. `holdoutNeeded`: where it may be there already, holdout
   * labels that would tell; null where none can, or there is nothing to tell.
   */
  | { readonly kind: "forecast"; readonly needed: Estimate; readonly holdoutNeeded: number | null };

export interface CurveForecast {
  /** Null when no target is asked for. */
  readonly needed: NeededLabels | null;
  /** The curve from today on, with its 80 % band, as errors; empty while nothing can be told. */
  readonly path: readonly { readonly labels: number; readonly error: BoundedEstimate }[];
}

/** Below so many holdout labels no curve is shown, and below so many points none is continued. */
export const [FEWEST_HOLDOUT, FEWEST_POINTS] = [50, 4];

const DRAWS = 2_000;

/** How far the curve is followed, as a multiple of the labels spent, and in how many steps; and the part that is shown. */
const [FARTHEST, STEPS, SHOWN] = [20, 30, 4];

/** Out of the shares of draws that must agree. */
const [BAND_LOW, BAND_HIGH, SURE] = [0.1, 0.9, 0.975];

/** Where more of the draws than this get there, a target is not called out of reach. */
const MAY_REACH = 0.2;

/**
 * Continues a learning curve whose points were measured on the same holdout samples (`measureError`), in ascending order
 * of labels, the last being today's. `target` is an error, as `flipped` makes it of a score.
 */
export function forecastCurve(
  points: readonly MeasuredPoint[],
  { target, classCount }: { readonly target: number | null; readonly classCount: number },
  random: Random,
): CurveForecast {
  const refuse = (because: Doubt, holdoutNeeded: number | null): CurveForecast => ({
    needed: target === null ? null : { kind: "cannotTell", because, holdoutNeeded, atLeast: null },
    path: [],
  });
  const holdout = points[0]?.influence.length ?? 0;
  if (holdout < FEWEST_HOLDOUT) return refuse("fewHoldout", FEWEST_HOLDOUT);
  const evidence = curveEvidence(points, classCount);
  if (evidence.labels.length < FEWEST_POINTS) return refuse("fewPoints", null);
  const today = points.at(-1)!.labels;
  const at = Array.from({ length: STEPS + 1 }, (_, i) => today * FARTHEST ** (i / STEPS));
  const draws = drawCurves(evidence, at, DRAWS, random);
  const path = at.map((labels, i) => ({ labels, error: bandOf(draws.map(({ errors }) => errors[i]!)) }));
  return {
    needed: target === null ? null : neededLabels(draws, at, { target, classCount }),
    path: path.filter(({ labels }) => labels <= today * SHOWN),
  };
}

/** The middle and the ends of the 80 % band. */
export function bandOf(values: readonly number[]): BoundedEstimate {
  return {
    value: quantile(values, 0.5),
    low: quantile(values, BAND_LOW),
    high: quantile(values, BAND_HIGH),
  };
}

/** Where some of the band never gets there, its middle may be so many times its lower end; beyond that it says nothing. */
const WIDEST = 10;

function neededLabels(
  draws: readonly CurveDraw[],
  at: readonly number[],
  { target, classCount }: { readonly target: number; readonly classCount: number },
): NeededLabels {
  const isThere = draws.filter(({ errors }) => errors[0]! <= target).length / draws.length;
  if (isThere >= SURE) return { kind: "reached" };
  const until = draws.map(({ errors }) => labelsUntil(at, errors, target) - at[0]!);
  const { value, low, high } = bandOf(until);
  if (low === 0 && high === Number.POSITIVE_INFINITY) {
    return { kind: "cannotTell", because: "fewHoldout", holdoutNeeded: null, atLeast: null };
  }
  if (value === Number.POSITIVE_INFINITY) {
    if (mayBeginLate(at[0]!, classCount)) {
      return { kind: "cannotTell", because: "fewPerClass", holdoutNeeded: null, atLeast: null };
    }
    const atLeast = Number.isFinite(low) ? low : at.at(-1)! - at[0]!;
    if (Number.isFinite(quantile(until, MAY_REACH))) return tooWide(atLeast);
    const because = isRising(draws, at) ? "outOfReach" : "notRising";
    return { kind: "cannotTell", because, holdoutNeeded: null, atLeast };
  }
  if (high === Number.POSITIVE_INFINITY && low < value / WIDEST) {
    return tooWide(low);
  }
  const needed = { value, low, high: Number.isFinite(high) ? high : null };
  return { kind: "forecast", needed, holdoutNeeded: null };
}

function tooWide(atLeast: number): NeededLabels {
  return { kind: "cannotTell", because: "tooWide", holdoutNeeded: null, atLeast };
}

/** A curve that most likely loses less than a twentieth of its error by twice the labels does not rise to speak of. */
const LEAST_GAIN = 0.05;

function isRising(draws: readonly CurveDraw[], at: readonly number[]): boolean {
  const doubled = at.findIndex((labels) => labels >= 2 * at[0]!);
  const lost = draws.map(({ errors }) => 1 - errors[doubled]! / Math.max(errors[0]!, Number.MIN_VALUE));
  return quantile(lost, 0.5) >= LEAST_GAIN;
}
