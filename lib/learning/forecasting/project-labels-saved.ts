import type { Estimate } from "../evaluation/estimate";
import { quantile } from "../evaluation/quantile";
import type { Random } from "../random";
import { learnedForSizes } from "./cross-fit";
import { curveDelays } from "./curve-delays";
import { FEWEST_HOLDOUT, FEWEST_POINTS } from "./forecast-curve";
import { labelsUntil } from "./labels-until";
import { type MeasuredError, type MeasuredPoint, samplingCovariance } from "./measured-curve";
import { needsAtKeptRatio } from "./needs-at-kept-ratio";
import { drawCurves } from "./power-law";
import type { RandomCurve } from "./random-curve";

/** How many labels the project has saved against random labeling, so far as its own labels tell. */
export type ProjectLabelsSaved =
  /**
   * Nothing can be said before the holdout has so many labels. `randomMissing`: what is missing is labels drawn at random
   * to learn from, at least so many, of the holdout (which then needs as many as said) or the random arm.
   */
  | {
      readonly kind: "tooEarly";
      readonly holdoutNeeded: number;
      readonly randomMissing: number | null;
    }
  /** The 95 % interval holds nought, or the labels random needs and those spent are too near to tell apart. */
  | { readonly kind: "indistinguishable"; readonly saved: Estimate }
  | {
      readonly kind: "saved" | "lost";
      /** Labels random needs for today's score, less those spent, with a 95 % interval. */
      readonly saved: Estimate;
      readonly randomNeeds: Estimate;
      /** Whether `value` is only the most that could be looked at: random labeling most likely never gets there. */
      readonly isAtLeast: boolean;
    };

const DRAWS = 2_000;

/** How far the random curve is followed, as a multiple of the labels spent, and in how many steps. */
const [FARTHEST, STEPS] = [20, 36];

/**
 * With fewer labels a class than this, nothing tells yet how fast the curve will fall once each class has one: claims were
 * false in one of seven simulated projects of 60 and 100 classes with one label a class, and in one of fifty with two to four.
 */
const FEWEST_PER_CLASS = 2;

/** Of the labels of one more holdout sample, this share is learned from where the others are predicted (`planCrossFits`). */
const LEARNED_SHARE = 0.8;

interface KnownBefore {
  /** Labels that came with a file: random labeling has them, too. */
  readonly imported: number;
  readonly classCount: number;
}

/**
 * Labels that random labeling would need for today's score, less those spent. `own`: the project's curve, in ascending order
 * of the labels spent, the last being today's; measured on the holdout samples of the random curve, so what is odd about
 * them cancels.
 *
 * The random curve ends at a part of the spent labels, and no law tells how it goes on: curves of many classes, or of several
 * a sample, begin late and then fall faster than a power law. So it is continued in two ways, by a power law and as the own
 * curve went on from there. Each end of the interval is the more careful one of both, and nothing is claimed that is not
 * seen already where both curves are known.
 */
export function projectLabelsSaved(
  random: RandomCurve,
  own: readonly MeasuredPoint[],
  { imported, classCount }: KnownBefore,
  chance: Random,
): ProjectLabelsSaved {
  const today = own.at(-1)!;
  const spent = today.labels;
  const early = tooEarlyFor(random, today, { imported, classCount });
  if (early) return early;
  const at = [...labelsLookedAt(random.points[0]!.labels, spent), spent].sort((a, b) => a - b);
  const learned = imported + random.points.at(-1)!.trainingLabels;
  const byLaw = needsByPowerLaw(random, today, { at, delays: curveDelays(learned, classCount) }, chance);
  const kept = needsAtKeptRatio(random, own, { at, classCount }, DRAWS, chance.fork("kept ratio"));
  const farthest = at.at(-1)!;
  const end = (share: number, careful: (...ends: number[]) => number, unknown: number) =>
    careful(quantile(byLaw, share), kept ? quantile(kept, share) : unknown);
  const value = quantile(kept ? [...byLaw, ...kept] : byLaw, 0.5);
  const high = end(0.975, Math.max, Number.POSITIVE_INFINITY);
  const randomNeeds: Estimate = {
    value: Math.min(value, farthest),
    low: Math.min(end(0.025, Math.min, 0), farthest),
    high: Number.isFinite(high) ? high : null,
  };
  const saved = less(randomNeeds, spent);
  if (saved.low! > 0 || (saved.high !== null && saved.high < 0)) {
    return { kind: saved.low! > 0 ? "saved" : "lost", saved, randomNeeds, isAtLeast: value > farthest };
  }
  return { kind: "indistinguishable", saved };
}

function tooEarlyFor(
  random: RandomCurve,
  today: MeasuredError,
  { imported, classCount }: KnownBefore,
): Extract<ProjectLabelsSaved, { kind: "tooEarly" }> | null {
  const holdout = today.influence.length;
  if (holdout < FEWEST_HOLDOUT) {
    return { kind: "tooEarly", holdoutNeeded: FEWEST_HOLDOUT, randomMissing: null };
  }
  const drawn = random.points.at(-1)?.trainingLabels ?? 0;
  const missing = Math.max(
    random.points.length < FEWEST_POINTS ? Math.max(1, learnedForSizes(FEWEST_POINTS) - drawn) : 0,
    FEWEST_PER_CLASS * classCount - imported - drawn,
  );
  if (missing <= 0) return null;
  return {
    kind: "tooEarly",
    holdoutNeeded: holdout + Math.ceil(missing / LEARNED_SHARE),
    randomMissing: missing,
  };
}

/** What it would need if the random curve went on by a power law. */
function needsByPowerLaw(
  random: RandomCurve,
  today: MeasuredError,
  { at, delays }: { readonly at: readonly number[]; readonly delays: readonly number[] },
  chance: Random,
): number[] {
  const evidence = {
    labels: random.points.map(({ labels }) => labels),
    errors: random.points.map(({ error }) => error),
    beside: today.error,
    delays,
    covariance: withToday(random, today),
  };
  const draws = drawCurves(evidence, at, DRAWS, chance);
  return draws.map(({ errors, beside }) => labelsUntil(at, errors, beside));
}

/** Where the random curve is looked at, from its first point on: even steps on the logarithmic scale. */
export function labelsLookedAt(first: number, spent: number): number[] {
  const start = Math.min(first, spent);
  return Array.from({ length: STEPS + 1 }, (_, i) => start * ((FARTHEST * spent) / start) ** (i / STEPS));
}

function less({ value, low, high }: Estimate, spent: number): Estimate {
  return { value: value - spent, low: low! - spent, high: high === null ? null : high - spent };
}

/** The covariance of the random curve, with today's error as its last row and column. */
function withToday({ points, covariance }: RandomCurve, today: MeasuredError): Float64Array {
  const m = points.length;
  const joint = samplingCovariance([...points, today]);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) joint[i * (m + 1) + j] = covariance[i * m + j]!;
  }
  return joint;
}
