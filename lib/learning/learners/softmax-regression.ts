import type { Kernels, SoftmaxObjective } from "../kernels";
import { type Matrix, matrix } from "../matrix";
import { minimize, norm } from "./lbfgs";
import type { TrainingSet } from "./learner";
import { softmaxPreconditioner } from "./softmax-preconditioner";

type LabeledRows = Pick<TrainingSet, "x" | "classes" | "classCount">;

export interface SoftmaxRegressionOptions {
  /** Penalty on the weights: Σ loss + l2/2·|W|². In units of labels, so it keeps its meaning as labels grow. */
  readonly l2: number;
  /** d·c weights (row-major d × c), then c biases. */
  readonly start: Float64Array;
  /** Stop when the quasi-Newton step, an estimate of the way to the minimum, is this short against the weights. */
  readonly tolerance: number;
  /** How much each row counts (n, all ≥ 0, not all 0), in labels: 1 each by default. */
  readonly sampleWeights?: Float32Array;
}

/**
 * Penalty on the biases, small enough to leave class frequencies alone. It keeps the bias of a class that has
 * no label finite: at the optimum such a class holds about -0.1·bias labels' worth of probability.
 */
export const BIAS_L2 = 0.1;

const MAX_ITERATIONS = 200;

/**
 * Weighted multinomial logistic regression: argmin of Σᵢ −wᵢ log softmax(xᵢW + b)[classᵢ] + l2/2·|W|² + 0.05·|b|²,
 * by L-BFGS from an approximate Newton step. Returns the parameters in the layout of `start`.
 */
export async function fitSoftmaxRegression(
  training: LabeledRows,
  options: SoftmaxRegressionOptions,
  kernels: Kernels,
): Promise<Float64Array> {
  const { x, classes, classCount } = training;
  const { l2, start, tolerance, sampleWeights = new Float32Array(x.rows).fill(1) } = options;
  const weightCount = x.columns * classCount;
  const total = sampleWeights.reduce((sum, weight) => sum + weight, 0);
  const likelihood = kernels.softmaxObjective(x, classes, classCount, sampleWeights);
  const { weights, bias } = splitParameters(start, x.columns, classCount);
  const predicted = await kernels.softmaxPredict(x, weights, bias, 1);
  const curvature = { x, sampleWeights, l2, biasL2: BIAS_L2 };
  const inverse = await softmaxPreconditioner(curvature, predicted, kernels);
  const precondition = async (gradient: Float64Array) => {
    const asMatrix = matrix(x.columns + 1, classCount, new Float32Array(gradient));
    return new Float64Array((await kernels.multiply(inverse, asMatrix)).data);
  };
  return minimizePenalised(likelihood, { l2, start, tolerance, weightCount, total, precondition });
}

export interface PenalisedOptions extends Omit<SoftmaxRegressionOptions, "sampleWeights"> {
  /** So many parameters are weights, and the others biases. */
  readonly weightCount: number;
  /** The labels that the likelihood is the mean of. */
  readonly total: number;
  /** See `MinimizeOptions`. */
  precondition(gradient: Float64Array): Promise<Float64Array>;
}

/** The parameters at which the likelihood is best, less the penalties on weights and biases. */
export async function minimizePenalised(
  likelihood: SoftmaxObjective,
  { l2, start, tolerance, weightCount, total, precondition }: PenalisedOptions,
): Promise<Float64Array> {
  const penalised = async (parameters: Float64Array) => {
    const { loss, gradient } = await likelihood.evaluate(parameters);
    let penalty = 0;
    for (let j = 0; j < parameters.length; j++) {
      const value = parameters[j]!;
      const pull = ((j < weightCount ? l2 : BIAS_L2) / total) * value;
      penalty += (pull * value) / 2;
      gradient[j]! += pull;
    }
    return { loss: loss + penalty, gradient };
  };
  const isNearEnough = (parameters: Float64Array, _: Float64Array, step: Float64Array) => {
    const size = norm(parameters.subarray(0, weightCount));
    // Rows of zeros, such as empty texts, have biases only.
    if (size === 0) return norm(step) <= tolerance * norm(parameters);
    return norm(step.subarray(0, weightCount)) <= tolerance * size;
  };
  const limits = { isNearEnough, precondition, maxIterations: MAX_ITERATIONS };
  return (await minimize(penalised, start, limits)).x;
}

/** Splits parameters (d·c weights, then c biases) into a d × c matrix and c biases. */
export function splitParameters(parameters: ArrayLike<number>, dimensions: number, classCount: number) {
  const all = new Float32Array(parameters);
  const weights = matrix(dimensions, classCount, all.subarray(0, dimensions * classCount));
  return { weights, bias: all.subarray(dimensions * classCount) };
}

/** X·W + b (x.rows × classCount). */
export async function logitsOf(
  parameters: ArrayLike<number>,
  x: Matrix,
  classCount: number,
  kernels: Kernels,
): Promise<Matrix> {
  const { weights, bias } = splitParameters(parameters, x.columns, classCount);
  const logits = await kernels.multiply(x, weights);
  for (let i = 0; i < logits.data.length; i++) logits.data[i]! += bias[i % classCount]!;
  return logits;
}
