import type { Estimate } from "../evaluation/estimate";
import { quantile } from "../evaluation/quantile";
import type { Random } from "../random";
import { learnedForSizes } from "./cross-fit";
import { curveDelays } from "./curve-delays";
import { FEWEST_HOLDOUT, FEWEST_POINTS } from "./forecast-curve";
import { labelsUntil } from "./labels-until";
import { type MeasuredError, samplingCovariance } from "./measured-curve";
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

export interface LabelsSpent {
  readonly spent: number;
  /** Labels that came with a file: random labeling has them, too. */
  readonly imported: number;
  readonly classCount: number;
}

/**
 * Labels that random labeling would need for today's score, less those spent. The random curve is continued by a power
 * law; today's model is measured on the same holdout samples, so what is odd about them cancels.
 */
export function projectLabelsSaved(
  random: RandomCurve,
  today: MeasuredError,
  { spent, imported, classCount }: LabelsSpent,
  chance: Random,
): ProjectLabelsSaved {
  const holdout = today.influence.length;
  if (holdout < FEWEST_HOLDOUT) {
    return { kind: "tooEarly", holdoutNeeded: FEWEST_HOLDOUT, randomMissing: null };
  }
  const drawn = random.points.at(-1)?.trainingLabels ?? 0;
  const learned = imported + drawn;
  const missing = Math.max(
    random.points.length < FEWEST_POINTS ? Math.max(1, learnedForSizes(FEWEST_POINTS) - drawn) : 0,
    FEWEST_PER_CLASS * classCount - learned,
  );
  if (missing > 0) {
    const holdoutNeeded = holdout + Math.ceil(missing / LEARNED_SHARE);
    return { kind: "tooEarly", holdoutNeeded, randomMissing: missing };
  }
  const evidence = {
    labels: random.points.map(({ labels }) => labels),
    errors: random.points.map(({ error }) => error),
    beside: today.error,
    delays: curveDelays(learned, classCount),
    covariance: withToday(random, today),
  };
  const at = labelsLookedAt(evidence.labels[0]!, spent);
  const draws = drawCurves(evidence, at, DRAWS, chance);
  const needs = draws.map(({ errors, beside }) => labelsUntil(at, errors, beside));
  const [low, value, high] = [0.025, 0.5, 0.975].map((share) => quantile(needs, share)) as [
    number,
    number,
    number,
  ];
  const farthest = at.at(-1)!;
  const randomNeeds: Estimate = {
    value: Math.min(value, farthest),
    low: Math.min(low, farthest),
    high: Number.isFinite(high) ? high : null,
  };
  const saved = less(randomNeeds, spent);
  if (saved.low! > 0 || (saved.high !== null && saved.high < 0)) {
    return { kind: saved.low! > 0 ? "saved" : "lost", saved, randomNeeds, isAtLeast: value > farthest };
  }
  return { kind: "indistinguishable", saved };
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
