import type { BoundedEstimate, Estimate } from "../evaluation/estimate";
import { Z_95 } from "../evaluation/normal-quantile";
import { quantile } from "../evaluation/quantile";
import type { Random } from "../random";
import { curveEvidence } from "./curve-evidence";
import { labelsUntil } from "./labels-until";
import type { MeasuredPoint } from "./measured-curve";
import { type CurveDraw, drawCurves } from "./power-law";

/** Why nothing is forecast. */
export type Doubt = "fewHoldout" | "fewPoints" | "outOfReach" | "notRising";

/** Labels still to be spent until an error is reached, with an 80 % band. */
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
  /** The upper end is null where some of the band never gets there. */
  | { readonly kind: "forecast"; readonly needed: Estimate };

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
    needed: target === null ? null : neededLabels(points.at(-1)!, draws, at, target),
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

function neededLabels(
  last: MeasuredPoint,
  draws: readonly CurveDraw[],
  at: readonly number[],
  target: number,
): NeededLabels {
  const isThere = draws.filter(({ errors }) => errors[0]! <= target).length / draws.length;
  if (isThere >= SURE) return { kind: "reached" };
  const { value, low, high } = bandOf(draws.map(({ errors }) => labelsUntil(at, errors, target) - at[0]!));
  if (low === 0 && high === Number.POSITIVE_INFINITY) {
    const holdoutNeeded = holdoutToSeparate(last, target);
    return { kind: "cannotTell", because: "fewHoldout", holdoutNeeded, atLeast: null };
  }
  if (value === Number.POSITIVE_INFINITY) {
    const because = isRising(draws, at) ? "outOfReach" : "notRising";
    const atLeast = Number.isFinite(low) ? low : at.at(-1)! - at[0]!;
    return { kind: "cannotTell", because, holdoutNeeded: null, atLeast };
  }
  return { kind: "forecast", needed: { value, low, high: Number.isFinite(high) ? high : null } };
}

/** A curve that most likely loses less than a twentieth of its error by twice the labels does not rise to speak of. */
const LEAST_GAIN = 0.05;

function isRising(draws: readonly CurveDraw[], at: readonly number[]): boolean {
  const doubled = at.findIndex((labels) => labels >= 2 * at[0]!);
  const lost = draws.map(({ errors }) => 1 - errors[doubled]! / Math.max(errors[0]!, Number.MIN_VALUE));
  return quantile(lost, 0.5) >= LEAST_GAIN;
}

/** Holdout labels by which today's error and the target are told apart, up to a hundred times as many; null beyond. */
function holdoutToSeparate({ error, influence }: MeasuredPoint, target: number): number | null {
  const variance = influence.reduce((sum, value) => sum + value ** 2, 0) / influence.length;
  const needed = Math.ceil(variance * (Z_95 / (error - target)) ** 2);
  return needed <= 100 * influence.length ? Math.max(needed, influence.length + 1) : null;
}
