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
  return weightedSum(probabilities.map(logarithms), weights);
}

function logarithms({ rows, columns, data }: Matrix): Matrix {
  return matrix(
    rows,
    columns,
    data.map((value) => Math.log(Math.max(SMALLEST, value))),
  );
}

function weightedSum(terms: readonly Matrix[], weights: readonly number[]): Matrix {
  const [first] = terms;
  const sum = matrix(first!.rows, first!.columns);
  terms.forEach(({ data }, k) => {
    const weight = weights[k]!;
    if (weight === 0) return;
    for (let i = 0; i < data.length; i++) sum.data[i]! += weight * data[i]!;
  });
  return sum;
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

/** Weights are averaged over all that deal out so many equal shares. */
const SHARES = 4;

/**
 * Weights (summing to 1) of the opinion pool for the labels of class `truth`, averaged over all weights on a grid, each
 * as likely as it makes these labels (Bayesian model averaging, Hoeting et al. 1999, with a uniform prior). A few labels
 * leave the weights near equal, many settle them; the one best set of weights follows the accidents of a few labels.
 */
export function averageWeights(probabilities: readonly Matrix[], truth: Int32Array): number[] {
  const logs = probabilities.map(logarithms);
  const tried = dealtShares(probabilities.length, SHARES).map((counts) => {
    const weights = counts.map((count) => count / SHARES);
    return { weights, loss: totalLogLoss(weightedSum(logs, weights), truth, 1) };
  });
  const lowest = Math.min(...tried.map(({ loss }) => loss));
  const likelihoods = tried.map(({ loss }) => Math.exp(lowest - loss));
  const total = likelihoods.reduce((sum, likelihood) => sum + likelihood, 0);
  return logs.map((_, k) =>
    tried.reduce((sum, { weights }, i) => sum + (weights[k]! * likelihoods[i]!) / total, 0),
  );
}

/** The weight at which a learner comes into the mix, and that below which it leaves: apart, so that none flips. */
const [ENTERS, LEAVES] = [0.05, 0.025];

/** Weights (summing to 1) without slight ones, whose learners cost time and change nothing. */
export function withoutSlight(weights: readonly number[], wasUsed: readonly boolean[]): number[] {
  const kept = weights.map((weight, k) => (weight >= (wasUsed[k] ? LEAVES : ENTERS) ? weight : 0));
  const total = kept.reduce((sum, weight) => sum + weight, 0);
  return kept.map((weight) => weight / total);
}

/** All ways to deal out equal shares among so many. */
function dealtShares(among: number, shares: number): number[][] {
  if (among === 1) return [[shares]];
  return Array.from({ length: shares + 1 }, (_, first) =>
    dealtShares(among - 1, shares - first).map((others) => [first, ...others]),
  ).flat();
}
