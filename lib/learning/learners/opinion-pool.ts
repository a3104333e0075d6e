import { type Matrix, matrix } from "../matrix";
import type { HeldOut, ModelState } from "./learner";
import { softmaxRows } from "./softmax-rows";
import { totalLogLoss } from "./temperature";

/** Probabilities below this are rounding; their logarithm is taken as if they were as large. */
const SMALLEST = 1e-12;

/**
 * Logits of the logarithmic opinion pool (Genest & Zidek 1986): Σₖ weightₖ·log pₖ. Each matrix holds probabilities of
 * the same samples; softmax of the result gives the weighted geometric mean.
 */
export function pooledLogits(probabilities: readonly Matrix[], weights: readonly number[]): Matrix {
  const [first] = probabilities;
  const pooled = matrix(first!.rows, first!.columns);
  probabilities.forEach(({ data }, k) => {
    const weight = weights[k]!;
    if (weight === 0) return;
    for (let i = 0; i < data.length; i++) pooled.data[i]! += weight * Math.log(Math.max(SMALLEST, data[i]!));
  });
  return pooled;
}

/** Calibrated predictions for the same labels, one matrix a model. */
export interface ComparableHeldOut {
  /** Which rows of the training set they are for, each once. */
  readonly indices: Int32Array;
  readonly probabilities: readonly Matrix[];
}

/** The held-out predictions of several models, each calibrated, for the labels that all of them predicted. */
export function comparableHeldOut(models: readonly ModelState[]): ComparableHeldOut {
  const averaged = models.map((model) => averageByIndex(model.heldOut!, model.temperature));
  const indices = [...averaged[0]!.keys()].filter((index) => averaged.every((one) => one.has(index)));
  return {
    indices: Int32Array.from(indices),
    probabilities: averaged.map((one) => {
      const rows = matrix(indices.length, models[0]!.classCount);
      indices.forEach((index, i) => {
        rows.data.set(one.get(index)!, i * rows.columns);
      });
      return rows;
    }),
  };
}

/** The mean of a label's calibrated predictions, where cross-validation was repeated. */
function averageByIndex({ indices, logits }: HeldOut, temperature: number): Map<number, Float32Array> {
  const { columns, data } = softmaxRows(logits, temperature);
  const counts = new Map<number, number>();
  const means = new Map<number, Float32Array>();
  indices.forEach((index, i) => {
    const count = (counts.get(index) ?? 0) + 1;
    counts.set(index, count);
    const mean = means.get(index) ?? new Float32Array(columns);
    means.set(index, mean);
    for (let j = 0; j < columns; j++) mean[j]! += (data[i * columns + j]! - mean[j]!) / count;
  });
  return means;
}

/** Equal shares that are dealt out at most. */
const UNITS = 4;

/**
 * Weights (summing to 1, in up to four equal shares) of the opinion pool with the lowest log loss, by ensemble selection
 * with replacement (Caruana et al. 2004): start at the best model, add whichever lowers the loss most, and keep the best
 * of those pools. Ties go to the earlier model and to fewer shares.
 */
export function chooseWeights(probabilities: readonly Matrix[], truth: Int32Array): number[] {
  const lossOf = (weights: readonly number[]) => totalLogLoss(pooledLogits(probabilities, weights), truth, 1);
  let best: { weights: number[]; loss: number } | null = null;
  const counts = probabilities.map(() => 0);
  for (let unit = 1; unit <= UNITS; unit++) {
    const tried = counts.map((_, k) => {
      const weights = counts.map((count, other) => (count + (other === k ? 1 : 0)) / unit);
      return { k, weights, loss: lossOf(weights) };
    });
    const chosen = tried.reduce((a, b) => (b.loss < a.loss ? b : a));
    counts[chosen.k]! += 1;
    if (best === null || chosen.loss < best.loss) best = chosen;
  }
  return best!.weights;
}
