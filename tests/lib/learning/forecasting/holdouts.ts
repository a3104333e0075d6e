import { type MeasuredPoint, meanOf } from "@/lib/learning/forecasting/measured-curve";
import type { Random } from "@/lib/learning/random";

/**
 * A curve measured on one holdout, its models erring on mostly the same samples: each sample has a difficulty, and is
 * wrong while the true error is above it, but for a little noise that models do not share.
 */
export function measureOnHoldout(
  labels: readonly number[],
  errorAt: (labels: number) => number,
  holdout: number,
  random: Random,
): MeasuredPoint[] {
  const difficulty = Float64Array.from({ length: holdout }, () => random.next());
  return labels.map((n) => {
    const error = errorAt(n);
    const wrong = difficulty.map((level) => ((random.next() < 0.85 ? level : random.next()) < error ? 1 : 0));
    return { labels: n, ...meanOf(wrong, (value) => value) };
  });
}

export const range = (from: number, to: number, step: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
