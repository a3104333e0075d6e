import { holdoutOrder, isHoldout } from "../evaluation/holdout";
import { rowUniform } from "../row-hash";
import { STREAMS } from "../streams";

/** So many rows stand for the pool: as many as every model predicts of the holdout. */
const MOST_ROWS = 5_000;

/**
 * So many labels of the holdout are drawn plainly before active testing begins: the curve, forecasts and what the model
 * is wrong about are measured on plain draws alone, and without any nothing would be. Strings name the number, too.
 */
export const PLAIN_FIRST = 50;

export interface ActivePoolSetting {
  readonly seed: number;
  readonly holdoutShare: number;
  /** Rows of the pool when active testing began: what came later cannot have been drawn before. */
  readonly rows: number;
}

/**
 * Whether active testing may draw the row of the holdout reserve. It gets half of the reserve, and draws at random the
 * other half: what one takes by choice leaves the other no random sample.
 */
export function isForActiveTesting(seed: number, row: number): boolean {
  return rowUniform(seed ^ STREAMS.activeTesting, row) < 0.5;
}

/**
 * The rows that active testing draws from and speaks for, drawn ones with them. Rows that were labeled in the random order
 * are none of it; chance took them, so the rest is as random as before.
 */
export function activePool(
  { seed, holdoutShare, rows }: ActivePoolSetting,
  labeled: ReadonlySet<number>,
): Int32Array {
  const pool: { readonly row: number; readonly order: number }[] = [];
  for (let row = 0; row < rows; row++) {
    if (!isHoldout(seed, row, holdoutShare) || !isForActiveTesting(seed, row) || labeled.has(row)) continue;
    pool.push({ row, order: holdoutOrder(seed, row) });
  }
  pool.sort((a, b) => a.order - b.order);
  return Int32Array.from(pool.slice(0, MOST_ROWS), ({ row }) => row);
}
