import { NonFiniteError } from "../errors";
import { indexOfLargest } from "../index-of-largest";
import type { Kernels } from "../kernels";
import { type Matrix, rowOf, takeRows } from "../matrix";
import type { ScoredRow } from "./select-batch";

export interface CoverProblem {
  /** What may be chosen (o). */
  readonly options: Int32Array;
  /** Options × points: how well each option stands for each of the p points, the first o of which are the options. */
  readonly similarity: Matrix;
  /** How well each point is covered already, 0 or more (p). */
  readonly covered: Float32Array;
  /** What it is worth to cover each point, and to choose each option (0 or more). */
  readonly pointWeights: Float64Array;
  readonly optionWeights: Float64Array;
  readonly count: number;
  /** Two options with at least this similarity are never both chosen; Infinity keeps nothing apart. */
  readonly nearThreshold: number;
}

/** The similarity of each row of `points` to the nearest labeled sample, 0 at least. */
export async function coveredByLabels(
  points: Matrix,
  embeddings: Matrix,
  labeledRows: ArrayLike<number>,
  kernels: Kernels,
): Promise<Float32Array> {
  if (labeledRows.length === 0) return new Float32Array(points.rows);
  const { similarities } = await kernels.nearestRows(points, takeRows(embeddings, labeledRows), 1);
  return similarities.map((similarity) => Math.max(0, similarity));
}

/**
 * Facility location by greedy choice (Nemhauser, Wolsey & Fisher 1978): each pick has the largest
 * vᵢ·Σⱼ wⱼ·max(0, sᵢⱼ − cⱼ) / p, where cⱼ is how well point j is covered by what was there and the picks before; that is
 * its score. Of equals the earlier option. Lazy (Minoux 1978): a gain only ever falls, so an option that stays on top
 * needs no rival checked. Throws a NonFiniteError where similarities or weights are not finite.
 */
export function greedyCover(problem: CoverProblem): ScoredRow[] {
  const { options, similarity, pointWeights, optionWeights, count, nearThreshold } = problem;
  const covered = problem.covered.slice();
  const gainOf = (i: number) =>
    (optionWeights[i]! * addedCover(covered, rowOf(similarity, i), pointWeights)) / covered.length;
  const bounds = Float64Array.from(options, (_, i) => gainOf(i));
  if (!bounds.every(Number.isFinite)) throw new NonFiniteError("similarities or weights");
  const picks: ScoredRow[] = [];
  while (picks.length < Math.min(count, options.length)) {
    const best = settleBest(bounds, gainOf);
    if (bounds[best] === Number.NEGATIVE_INFINITY) break;
    picks.push({ row: options[best]!, score: bounds[best]! });
    bounds[best] = Number.NEGATIVE_INFINITY;
    const similarities = rowOf(similarity, best);
    for (let j = 0; j < covered.length; j++) {
      if (j < bounds.length && similarities[j]! >= nearThreshold) bounds[j] = Number.NEGATIVE_INFINITY;
      covered[j] = Math.max(covered[j]!, similarities[j]!);
    }
  }
  return picks;
}

/** The option of largest gain, given bounds that no gain exceeds; brings those down that it looks at. */
function settleBest(bounds: Float64Array, gainOf: (i: number) => number): number {
  for (let best = indexOfLargest(bounds); ; ) {
    if (bounds[best] === Number.NEGATIVE_INFINITY) return best;
    bounds[best] = gainOf(best);
    const next = indexOfLargest(bounds);
    if (next === best) return best;
    best = next;
  }
}

function addedCover(covered: Float32Array, similarities: Float32Array, weights: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < covered.length; j++) sum += weights[j]! * Math.max(0, similarities[j]! - covered[j]!);
  return sum;
}
