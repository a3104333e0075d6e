import { type Matrix, matrix } from "../matrix";
import type { Random } from "../random";
import { splitFold } from "./cross-validation";
import type { HeldOut } from "./learner";
import { stratifiedFolds, stratifiedSample } from "./stratified-folds";

/** Labels that are held out at most; beyond them a choice no longer moves. */
const HELD_OUT_LABELS = 1500;

/** The labels that a search may hold out: the same for every learner of a round, so that they can be compared. */
export function heldOutSample(classes: Int32Array, random: Random): Int32Array {
  return stratifiedSample(classes, HELD_OUT_LABELS, random.fork("held out"));
}

/** One split of the labels: those to learn from, and those to predict, as rows of the training set. */
export interface Split {
  readonly inside: Int32Array;
  readonly heldOut: Int32Array;
}

/** Folds and repeats of a cross-validation: five folds twice while labels are few, fewer folds when they are many. */
export function foldPlan(labels: number): { folds: number; repeats: number } {
  return { folds: labels < 100 ? 5 : labels < 1000 ? 3 : 2, repeats: labels < 60 ? 2 : 1 };
}

/**
 * The splits of a repeated stratified cross-validation, the same that the search for a penalty makes of these labels.
 * Only labels whose class another label inside shares are held out.
 */
export function splitsOf(classes: Int32Array, random: Random): Split[] {
  const { folds, repeats } = foldPlan(classes.length);
  const eligible = new Set(heldOutSample(classes, random));
  const splits: Split[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const foldOf = stratifiedFolds(classes, folds, random.fork(`folds/repeat ${repeat}`));
    for (let fold = 0; fold < folds; fold++) {
      const { insideRows, heldOutRows } = splitFold({ classes }, foldOf, fold);
      const heldOut = Int32Array.from(heldOutRows.filter((row) => eligible.has(row)));
      if (heldOut.length > 0) splits.push({ inside: Int32Array.from(insideRows), heldOut });
    }
  }
  return splits;
}

/** Collects the logits that the splits' models gave their held-out labels, split by split. */
export function collectHeldOut(splits: readonly Split[], logits: readonly Matrix[]): HeldOut | null {
  if (splits.length === 0) return null;
  const columns = logits[0]!.columns;
  const indices = Int32Array.from(splits.flatMap(({ heldOut }) => Array.from(heldOut)));
  const all = matrix(indices.length, columns);
  let start = 0;
  for (const { data } of logits) {
    all.data.set(data, start);
    start += data.length;
  }
  return { indices, logits: all };
}
