import type { BoundedEstimate } from "./estimate";
import { Z_95 } from "./normal-quantile";

/**
 * The median with a 95 % interval between two of the values (order statistics; Conover, Practical Nonparametric
 * Statistics, 3.2, in the normal approximation): whatever they are distributed like. At least six values are needed for
 * one; of fewer the interval is all of them.
 */
export function medianInterval(values: readonly number[]): BoundedEstimate {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const at = (rank: number) => sorted[Math.min(n - 1, Math.max(0, rank - 1))]!;
  const reach = (Z_95 * Math.sqrt(n)) / 2;
  return {
    value: (at(Math.floor((n + 1) / 2)) + at(Math.ceil((n + 1) / 2))) / 2,
    low: at(Math.floor(n / 2 - reach)),
    high: at(Math.ceil(n / 2 + 1 + reach)),
  };
}
