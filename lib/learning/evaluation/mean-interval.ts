import type { Random } from "../random";
import type { BoundedEstimate } from "./estimate";
import { quantile } from "./quantile";

const RESAMPLES = 1_000;

/** A mean that rests on fewer values than this says too little of rare large ones. */
const FEWEST_VALUES = 15;

/**
 * Mean of values of at least 0 with a 95 % interval by the studentised bootstrap (bootstrap-t, Efron 1982; Hall 1988): it
 * holds for skewed values, where percentile and BCa intervals are too short. Null while too few values carry the sum:
 * (Σx)²/Σx², as many as equal ones would be (Kish 1965), below fifteen.
 */
export function meanInterval(values: Float64Array, random: Random): BoundedEstimate | null {
  const n = values.length;
  const { mean, error } = meanAndError(values, (i) => i);
  const carrying = mean === 0 ? 0 : (n * mean) ** 2 / values.reduce((sum, value) => sum + value ** 2, 0);
  if (!(carrying >= FEWEST_VALUES)) return null;
  const ratios: number[] = [];
  for (let i = 0; i < RESAMPLES; i++) {
    const again = meanAndError(values, () => random.integer(n));
    ratios.push(again.error > 0 ? (again.mean - mean) / again.error : 0);
  }
  const low = Math.max(0, mean - quantile(ratios, 0.975) * error);
  return { value: mean, low, high: mean - quantile(ratios, 0.025) * error };
}

/** Mean and standard error of as many draws as there are values. */
function meanAndError(values: Float64Array, draw: (i: number) => number): { mean: number; error: number } {
  const n = values.length;
  let [sum, squares] = [0, 0];
  for (let i = 0; i < n; i++) {
    const value = values[draw(i)]!;
    sum += value;
    squares += value ** 2;
  }
  const mean = sum / n;
  return { mean, error: Math.sqrt(Math.max(0, squares / n - mean ** 2) / Math.max(1, n - 1)) };
}
