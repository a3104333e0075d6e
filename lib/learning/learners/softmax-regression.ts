import type { Kernels } from "../kernels";
import { type Matrix, matrix } from "../matrix";
import { minimize, norm } from "./lbfgs";
import type { TrainingSet } from "./learner";

export interface SoftmaxRegressionOptions {
  /** Penalty on the weights: Σ loss + l2/2·|W|². In units of labels, so it keeps its meaning as labels grow. */
  readonly l2: number;
  /** d·c weights (row-major d × c), then c biases. */
  readonly start: Float64Array;
  /**
   * Stop when the gradient is this small against the penalty's own (which bounds the relative distance to the
   * minimum); an absolute bound would stop weakly penalised fits, whose gradients are all small, far too early.
   */
  readonly tolerance: number;
}

/**
 * Penalty on the biases, small enough to leave class frequencies alone. It keeps the bias of a class that has
 * no label finite: at the optimum such a class holds about -0.1·bias labels' worth of probability.
 */
const BIAS_L2 = 0.1;

const MAX_ITERATIONS = 200;

/**
 * Multinomial logistic regression: argmin of Σᵢ −log softmax(xᵢW + b)[classᵢ] + l2/2·|W|² + 0.05·|b|².
 * Returns the parameters in the layout of `start`.
 */
export async function fitSoftmaxRegression(
  training: TrainingSet,
  options: SoftmaxRegressionOptions,
  kernels: Kernels,
): Promise<Float64Array> {
  const { x, classes, classCount } = training;
  const weightCount = x.columns * classCount;
  const likelihood = kernels.softmaxObjective(x, classes, classCount, new Float32Array(x.rows).fill(1));
  const penalised = async (parameters: Float64Array) => {
    const { loss, gradient } = await likelihood.evaluate(parameters);
    let penalty = 0;
    for (let j = 0; j < parameters.length; j++) {
      const value = parameters[j]!;
      const pull = ((j < weightCount ? options.l2 : BIAS_L2) / x.rows) * value;
      penalty += (pull * value) / 2;
      gradient[j]! += pull;
    }
    return { loss: loss + penalty, gradient };
  };
  const isNearEnough = (parameters: Float64Array, gradientNorm: number) => {
    const pull = (options.l2 / x.rows) * norm(parameters.subarray(0, weightCount));
    return gradientNorm <= options.tolerance * pull;
  };
  return (await minimize(penalised, options.start, { isNearEnough, maxIterations: MAX_ITERATIONS })).x;
}

/** Splits parameters (d·c weights, then c biases) into a d × c matrix and c biases. */
export function splitParameters(parameters: ArrayLike<number>, dimensions: number, classCount: number) {
  const all = Float32Array.from(parameters);
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
