import type { Random } from "../random";
import { type LearningCurve, labelsToReach, medianCurve } from "./learning-curve";
import { quantile } from "./quantile";

/** How many labels a strategy saved against random labeling at one accuracy; negative when it cost more. */
export interface LabelsSaved {
  /** The accuracy at which the two are compared, 0..1. */
  readonly accuracy: number;
  /** Labels random needed less labels the strategy needed; null when one of them never got there. */
  readonly labels: number | null;
  /** A bound where `labels` is null: random never got there (at least) or the strategy did not (at most). */
  readonly atLeast: number | null;
  readonly atMost: number | null;
  /** 95 % bootstrap interval over the seeds; null where the curves end before that end of it. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Curves of one strategy, one a seed. */
export type SeedCurves = readonly LearningCurve[];

const RESAMPLES = 1000;

/**
 * Labels saved against random at the accuracy that `level` names for the two median curves. Both curves are read
 * the same way (`labelsToReach`), so random against itself saves nothing. The interval is the percentile bootstrap
 * (Efron 1979): the seeds of both arms are drawn with replacement, independently, 1,000 times. A resample in which
 * an arm never gets there bounds the figure from one side only, and counts as its bound at that end of the
 * interval and as infinite at the other. Few seeds make a coarse interval. Null when an arm has no point.
 */
export function labelsSaved(
  strategy: SeedCurves,
  baseline: SeedCurves,
  level: (strategy: LearningCurve, baseline: LearningCurve) => number,
  random: Random,
): LabelsSaved | null {
  const saved = savedBetween(medianCurve(strategy), medianCurve(baseline), level);
  if (!saved) return null;
  const lows: number[] = [];
  const highs: number[] = [];
  for (let i = 0; i < RESAMPLES; i++) {
    const resample = savedBetween(
      medianCurve(drawAgain(strategy, random)),
      medianCurve(drawAgain(baseline, random)),
      level,
    );
    if (!resample) continue;
    lows.push(resample.low);
    highs.push(resample.high);
  }
  const { accuracy, low, high } = saved;
  const isExact = low === high;
  return {
    accuracy,
    labels: isExact ? low : null,
    atLeast: isExact ? null : finiteOrNull(low),
    atMost: isExact ? null : finiteOrNull(high),
    low: finiteOrNull(quantile(lows, 0.025)),
    high: finiteOrNull(quantile(highs, 0.975)),
  };
}

/** The accuracy that a curve (of at least one point) ends with: the usual level to compare at. */
export function finalAccuracy(curve: LearningCurve): number {
  return curve.at(-1)!.accuracy;
}

/** The range that holds the labels saved, as far as the curves tell: one value when both get there. */
function savedBetween(
  strategy: LearningCurve,
  baseline: LearningCurve,
  level: (strategy: LearningCurve, baseline: LearningCurve) => number,
): { accuracy: number; low: number; high: number } | null {
  if (strategy.length === 0 || baseline.length === 0) return null;
  const accuracy = level(strategy, baseline);
  const [spent, needed] = [labelsToReach(strategy, accuracy), labelsToReach(baseline, accuracy)];
  if (spent !== null && needed !== null) return { accuracy, low: needed - spent, high: needed - spent };
  return {
    accuracy,
    low: spent === null ? Number.NEGATIVE_INFINITY : baseline.at(-1)!.labels - spent,
    high: needed === null ? Number.POSITIVE_INFINITY : needed - strategy.at(-1)!.labels,
  };
}

function drawAgain(curves: SeedCurves, random: Random): SeedCurves {
  return curves.map(() => curves[random.integer(curves.length)]!);
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
