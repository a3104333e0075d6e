import type { BoundedEstimate } from "../evaluation/estimate";
import { wilsonInterval } from "../evaluation/wilson-interval";

/** Samples on which people answered alike: how many there are of them, and what each of their people said. */
export interface AnswerPattern {
  /** A category for each answer; at least two. */
  readonly answers: readonly number[];
  readonly samples: number;
}

/** Disagreement of answers, 0..1, and what chance alone would bring; null where chance can bring none. */
export interface Disagreement {
  readonly observed: number;
  readonly expected: number;
}

/** Fewer say too little: an interval of them would be as wide as the scale. */
const FEWEST_SAMPLES = 20;

/**
 * Agreement beyond chance, 1 - observed / expected, with a 95 % interval. The standard error is that of the jackknife
 * over samples (Quenouille 1956); the interval is Wilson's of the observed disagreement, as of as many samples as would
 * have that error, so that it stays within the scale and has a width where nobody ever disagreed. Null below
 * twenty samples, and where all answers are of one category.
 */
export function chanceCorrected(
  patterns: readonly AnswerPattern[],
  disagreementOf: (patterns: readonly AnswerPattern[]) => Disagreement | null,
): BoundedEstimate | null {
  const samples = patterns.reduce((sum, pattern) => sum + pattern.samples, 0);
  const whole = disagreementOf(patterns);
  if (samples < FEWEST_SAMPLES || whole === null) return null;
  const ratio = whole.observed / whole.expected;
  const left = patterns.map((pattern, i) => {
    const without = patterns.with(i, { ...pattern, samples: pattern.samples - 1 });
    const disagreement = disagreementOf(without);
    const value = disagreement === null ? ratio : disagreement.observed / disagreement.expected;
    return { value, samples: pattern.samples };
  });
  const mean = left.reduce((sum, one) => sum + one.samples * one.value, 0) / samples;
  const variance =
    ((samples - 1) / samples) * left.reduce((sum, one) => sum + one.samples * (one.value - mean) ** 2, 0);
  // Seen as a share of the samples: those that would have this error.
  const { observed, expected } = whole;
  const asMany =
    variance > 0 ? Math.min(2 * samples, (observed * (1 - observed)) / (variance * expected ** 2)) : samples;
  const count = asMany > 0 ? asMany : samples;
  const { low, high } = wilsonInterval(observed * count, count);
  return { value: 1 - ratio, low: Math.max(-1, 1 - high / expected), high: 1 - low / expected };
}
