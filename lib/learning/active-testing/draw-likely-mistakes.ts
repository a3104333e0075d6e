import type { Random } from "../random";

export interface DrawnRow {
  readonly row: number;
  /** Probability with which it was drawn among the rows that were left: what `lureEstimate` asks for. */
  readonly propensity: number;
  /** How many were left, itself among them. */
  readonly left: number;
}

/** What a pick's `strategy` says of such a draw. */
export const ACTIVE_TESTING = "active-testing";

/** Share of every draw that is uniform: no row's propensity is below this share of the uniform one. */
export const UNIFORM_SHARE = 0.4;

/**
 * Draws `count` rows (all, when there are fewer) for the holdout, one after another without putting back, likelier where
 * the model is likelier wrong: in proportion to the root of that probability, which for mistakes has the least variance
 * (Kossen et al. 2021), mixed with uniform draws, so that a model that is sure and wrong is found out as well.
 * `mistakes`: for each row, the probability (0..1) that the model is wrong.
 */
export function drawLikelyMistakes(
  rows: Int32Array,
  mistakes: ArrayLike<number>,
  count: number,
  random: Random,
): DrawnRow[] {
  const weights = Float64Array.from(rows, (_, i) => Math.sqrt(mistakes[i]!));
  const isLeft = new Uint8Array(rows.length).fill(1);
  let left = rows.length;
  const drawn: DrawnRow[] = [];
  while (drawn.length < count && left > 0) {
    // Summed anew, so that rounding does not add up.
    const total = weights.reduce((sum, weight, i) => sum + weight * isLeft[i]!, 0);
    const share = total > 0 ? UNIFORM_SHARE : 1;
    const propensityOf = (i: number) => share / left + (total > 0 ? ((1 - share) * weights[i]!) / total : 0);
    let remaining = random.next();
    let chosen = -1;
    for (let i = 0; i < rows.length && remaining >= 0; i++) {
      if (isLeft[i] === 0) continue;
      chosen = i;
      remaining -= propensityOf(i);
    }
    drawn.push({ row: rows[chosen]!, propensity: propensityOf(chosen), left });
    isLeft[chosen] = 0;
    left--;
  }
  return drawn;
}
