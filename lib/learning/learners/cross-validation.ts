import { type Matrix, matrix, rowOf, takeRows } from "../matrix";
import type { Random } from "../random";
import type { TrainingSet } from "./learner";
import type { SoftmaxRegressionOptions } from "./softmax-regression";
import { ALWAYS_TRAINING, stratifiedFolds } from "./stratified-folds";
import { totalLogLoss } from "./temperature";

/** Predictions for rows that were not trained on: `logits` is m × c, `classes` the m true classes. */
export interface HeldOutPredictions {
  readonly l2: number;
  /** Which row of the training set each prediction is for. */
  readonly indices: Int32Array;
  readonly logits: Matrix;
  readonly classes: Int32Array;
  /** Mean log loss in nats; NaN when no row could be held out. */
  readonly logLoss: number;
}

export interface CrossValidationPlan {
  /** Penalties to try, in descending order: each fit starts from the one before. */
  readonly grid: readonly number[];
  readonly folds: number;
  readonly repeats: number;
  /** Tolerance of a fold's fit (see `SoftmaxRegressionOptions`); the ranking needs less than the model. */
  readonly tolerance: number;
}

/** A penalised model's fits on one part of the labels, and what they predict for another (m rows). */
export interface FoldFits {
  readonly parameterCount: number;
  fit(options: Omit<SoftmaxRegressionOptions, "sampleWeights">): Promise<Float64Array>;
  /** m × c. */
  logits(parameters: Float64Array): Promise<Matrix>;
}

/** The fits that learn from the rows `inside` of a training set to predict the rows `heldOut`. */
export type FoldFitter = (inside: readonly number[], heldOut: readonly number[]) => FoldFits;

/** Repeated stratified cross-validation of the L2 penalty. One entry per penalty of the grid. */
export async function crossValidate(
  training: Pick<TrainingSet, "classes" | "classCount">,
  plan: CrossValidationPlan,
  fitsOf: FoldFitter,
  random: Random,
): Promise<HeldOutPredictions[]> {
  const indices: number[] = [];
  const collected = plan.grid.map(() => [] as Float32Array[]);
  for (let repeat = 0; repeat < plan.repeats; repeat++) {
    const foldOf = stratifiedFolds(training.classes, plan.folds, random.fork(`repeat ${repeat}`));
    for (let fold = 0; fold < plan.folds; fold++) {
      const { insideRows, heldOutRows } = splitFold(training, foldOf, fold);
      if (heldOutRows.length === 0) continue;
      const fits = fitsOf(insideRows, heldOutRows);
      indices.push(...heldOutRows);
      let start: Float64Array = new Float64Array(fits.parameterCount);
      for (const [i, l2] of plan.grid.entries()) {
        start = await fits.fit({ l2, start, tolerance: plan.tolerance });
        const logits = await fits.logits(start);
        for (let row = 0; row < logits.rows; row++) collected[i]!.push(rowOf(logits, row));
      }
    }
  }
  return plan.grid.map((l2, i) => summarise(l2, collected[i]!, Int32Array.from(indices), training));
}

/** The training part of a fold, and its held-out rows whose class the training part has seen. */
export function splitFold(training: Pick<TrainingSet, "classes">, foldOf: Int32Array, fold: number) {
  const inside: number[] = [];
  const seen = new Set<number>();
  for (let row = 0; row < foldOf.length; row++) {
    if (foldOf[row] === fold) continue;
    inside.push(row);
    seen.add(training.classes[row]!);
  }
  const heldOut: number[] = [];
  for (let row = 0; row < foldOf.length; row++) {
    const mayPredict = foldOf[row] !== ALWAYS_TRAINING && seen.has(training.classes[row]!);
    if (foldOf[row] === fold && mayPredict) heldOut.push(row);
  }
  return { insideRows: inside, heldOutRows: heldOut };
}

/** The given rows of a training set, in that order. */
export function subset(training: TrainingSet, rows: ArrayLike<number>): TrainingSet {
  return {
    x: takeRows(training.x, rows),
    rows: Int32Array.from(rows, (row) => training.rows[row]!),
    classes: Int32Array.from(rows, (row) => training.classes[row]!),
    classCount: training.classCount,
  };
}

function summarise(
  l2: number,
  rows: readonly Float32Array[],
  indices: Int32Array,
  training: Pick<TrainingSet, "classes" | "classCount">,
): HeldOutPredictions {
  const logits = matrix(rows.length, training.classCount);
  rows.forEach((row, i) => {
    logits.data.set(row, i * training.classCount);
  });
  const classes = Int32Array.from(indices, (index) => training.classes[index]!);
  return { l2, indices, logits, classes, logLoss: totalLogLoss(logits, classes, 1) / rows.length };
}
