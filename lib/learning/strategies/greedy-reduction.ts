import type { ScoredRow } from "./select-batch";

/** What labeling a node takes off, from the sum and the sum of squares of its covariances and its variance. */
export type Gain = (
  covariances: { readonly sum: number; readonly squares: number },
  variance: number,
) => number;

/**
 * The nodes whose labels take most off, one after another, each given those before it. `covariance` (n × n) is
 * overwritten: conditioning on k subtracts Σₖ·Σₖᵀ/Σₖₖ. Only nodes that may join every one picked are picked.
 */
export function greedyReduction(
  covariance: Float64Array,
  rows: Int32Array,
  count: number,
  gain: Gain,
  mayJoin: (node: number, picked: number) => boolean,
): ScoredRow[] {
  const n = rows.length;
  const isOpen = new Uint8Array(n).fill(1);
  const picks: ScoredRow[] = [];
  while (picks.length < count) {
    let [best, most] = [-1, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < n; i++) {
      if (isOpen[i] === 0) continue;
      const column = covariance.subarray(i * n, (i + 1) * n);
      const reduction = gain(momentsOf(column), column[i]!);
      if (reduction > most) [best, most] = [i, reduction];
    }
    if (best < 0) break;
    picks.push({ row: rows[best]!, score: most });
    for (let i = 0; i < n; i++) if (i === best || !mayJoin(i, best)) isOpen[i] = 0;
    condition(covariance, n, best);
  }
  return picks;
}

function momentsOf(values: Float64Array): { sum: number; squares: number } {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    squares += values[i]! * values[i]!;
  }
  return { sum, squares };
}

function condition(covariance: Float64Array, n: number, known: number): void {
  const column = covariance.slice(known * n, (known + 1) * n);
  for (let i = 0; i < n; i++) {
    const factor = column[i]! / column[known]!;
    if (factor === 0) continue;
    const row = covariance.subarray(i * n, (i + 1) * n);
    for (let j = 0; j < n; j++) row[j]! -= factor * column[j]!;
  }
}
