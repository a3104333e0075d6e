import type { ModelState, PredictionContext } from "../learners/learner";
import { findLearner } from "../learners/registry";
import { type Matrix, takeRows } from "../matrix";
import { samplesOf } from "../pool";
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
  readonly holdoutLabels: readonly RowLabel[];
  /** Unlabeled rows that nobody holds, in the order in which they are to be labeled. */
  readonly holdoutReserve: Int32Array;
  /** Unlabeled rows that were handed out: they may be labeled before any of the reserve. */
  readonly holdoutAwaited: Int32Array;
}

/** Predicts the holdout: what is labeled, what is being labeled, and what comes next. Null when there is none. */
export async function predictHoldout(
  holdout: Holdout,
  model: ModelState,
  context: PredictionContext,
): Promise<HoldoutPredictions | null> {
  const labeled = holdout.holdoutLabels.map(({ row }) => row);
  const next = holdout.holdoutReserve.subarray(0, RESERVE_PREDICTED);
  const rows = Int32Array.from(new Set([...labeled, ...holdout.holdoutAwaited, ...next])).sort();
  if (rows.length === 0) return null;
  const samples = samplesOf(context.pool, rows);
  return { rows, probabilities: await findLearner(model.learner).predictProba(model, samples, context) };
}

/** Evaluates predictions on the labels among them; null when there are none. */
export function evaluatePredictions(
  { rows, probabilities }: HoldoutPredictions,
  labels: readonly RowLabel[],
): Evaluation | null {
  const known = labels.flatMap(({ row, classIndex }) => {
    const at = indexOf(rows, row);
    return at < 0 ? [] : [{ at, classIndex }];
  });
  if (known.length === 0) return null;
  const at = known.map((one) => one.at);
  const truth = Int32Array.from(known, ({ classIndex }) => classIndex);
  return evaluate(takeRows(probabilities, at), truth);
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
