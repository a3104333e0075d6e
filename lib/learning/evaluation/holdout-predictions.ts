import { type Matrix, takeRows } from "../matrix";
import { type Pool, type Samples, samplesOf } from "../pool";
import type { RowLabel } from "../round";
import { type Evaluation, evaluate } from "./evaluate";

/** So many rows of the reserve are predicted: more than anybody labels while a model is compared. */
const RESERVE_PREDICTED = 5_000;

/** What a model says of the holdout: enough to evaluate it again when more of it is labeled. */
export interface HoldoutPredictions {
  /** Rows of the pool, ascending. */
  readonly rows: Int32Array;
  /** Calibrated probabilities (rows.length × c). */
  readonly probabilities: Matrix;
}

/**
 * The blind holdout: drawn at random, only ever measured on. What cross-validation holds out of the training labels for
 * a while is `HeldOut`.
 */
export interface Holdout {
  /** Labels that no model was trained on. */
  readonly holdoutLabels: readonly { readonly row: number }[];
  /** Unlabeled rows that nobody holds, in the order in which they are to be labeled. */
  readonly holdoutReserve: Int32Array;
  /** Unlabeled rows that were handed out: they may be labeled before any of the reserve. */
  readonly holdoutAwaited: Int32Array;
}

/** Predicts the holdout: what is labeled, what is being labeled, and what comes next. Null when there is none. */
export async function predictHoldout(
  holdout: Holdout,
  pool: Pool,
  predict: (samples: Samples) => Promise<Matrix>,
): Promise<HoldoutPredictions | null> {
  const labeled = holdout.holdoutLabels.map(({ row }) => row);
  const next = holdout.holdoutReserve.subarray(0, RESERVE_PREDICTED);
  const rows = Int32Array.from(new Set([...labeled, ...holdout.holdoutAwaited, ...next])).sort();
  if (rows.length === 0) return null;
  return { rows, probabilities: await predict(samplesOf(pool, rows)) };
}

/** Evaluates predictions on the labels among them; null when there are none. */
export function evaluatePredictions(
  predictions: HoldoutPredictions,
  labels: readonly RowLabel[],
): Evaluation | null {
  const { known, probabilities } = predictedLabels(predictions, labels);
  if (known.length === 0) return null;
  return evaluate(
    probabilities,
    Int32Array.from(known, ({ classIndex }) => classIndex),
  );
}

/** The labels of predicted rows, and the predictions for them (labels × c). */
export function predictedLabels<Label extends { readonly row: number }>(
  { rows, probabilities }: HoldoutPredictions,
  labels: readonly Label[],
): { known: readonly Label[]; probabilities: Matrix } {
  const known = labels.filter(({ row }) => indexOf(rows, row) >= 0);
  const at = known.map(({ row }) => indexOf(rows, row));
  return { known, probabilities: takeRows(probabilities, at) };
}

/** Where the row is among ascending ones; -1 when it is not. */
function indexOf(ascending: Int32Array, row: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === row ? low : -1;
}
