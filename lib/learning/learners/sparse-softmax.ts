import { NonFiniteError } from "../errors";
import type { SoftmaxObjective } from "../kernels";
import type { SparseMatrix } from "../linear-algebra/sparse-matrix";
import { type Matrix, matrix } from "../matrix";
import { BIAS_L2, minimizePenalised, type SoftmaxRegressionOptions } from "./softmax-regression";

/** Labeled sparse rows (n × t): `classes[i]` is the class of row i. */
export interface SparseRows {
  readonly x: SparseMatrix;
  readonly classes: Int32Array;
  readonly classCount: number;
}

/**
 * What `fitSoftmaxRegression` computes, for sparse rows: L-BFGS preconditioned by the diagonal of the Hessian where all
 * classes are equally likely. Parameters: t·c weights (row-major t × c), then c biases. Throws a NonFiniteError.
 */
export async function fitSparseSoftmax(
  rows: SparseRows,
  { l2, start, tolerance }: Omit<SoftmaxRegressionOptions, "sampleWeights">,
): Promise<Float64Array> {
  const { x, classCount } = rows;
  if (!x.values.every(Number.isFinite)) throw new NonFiniteError("sparse: term weights");
  const weightCount = x.columns * classCount;
  const inverse = inverseDiagonal(rows, l2);
  const precondition = async (gradient: Float64Array) => gradient.map((value, j) => value * inverse[j]!);
  const options = { l2, start, tolerance, weightCount, total: x.rows, precondition };
  return minimizePenalised(sparseSoftmaxObjective(rows), options);
}

/** Each parameter's second derivative at probabilities of 1/c is Σᵢ xᵢⱼ²·(c − 1)/c², and the penalty. */
function inverseDiagonal({ x, classCount }: SparseRows, l2: number): Float64Array {
  const squares = new Float64Array(x.columns + 1);
  squares[x.columns] = x.rows;
  for (let at = 0; at < x.values.length; at++) squares[x.indices[at]!]! += x.values[at]! ** 2;
  const curvature = (classCount - 1) / classCount ** 2;
  const inverse = new Float64Array(squares.length * classCount);
  squares.forEach((square, j) => {
    const penalty = j < x.columns ? l2 : BIAS_L2;
    inverse.fill(x.rows / (square * curvature + penalty), j * classCount, (j + 1) * classCount);
  });
  return inverse;
}

/** The mean multinomial logistic loss of sparse rows and its gradient, as `Kernels.softmaxObjective` of dense ones. */
export function sparseSoftmaxObjective({ x, classes, classCount: c }: SparseRows): SoftmaxObjective {
  const { rows, columns, starts, indices, values } = x;
  const errors = new Float64Array(c);
  return {
    async evaluate(parameters) {
      const gradient = new Float64Array(parameters.length);
      const biases = columns * c;
      let loss = 0;
      for (let row = 0; row < rows; row++) {
        logitsOfRow(errors, parameters, x, row);
        const truth = errors[classes[row]!]!;
        loss += softmax(errors) - truth;
        errors[classes[row]!]! -= 1;
        for (let j = 0; j < c; j++) {
          errors[j]! /= rows;
          gradient[biases + j]! += errors[j]!;
        }
        for (let at = starts[row]!; at < starts[row + 1]!; at++) {
          const to = indices[at]! * c;
          const value = values[at]!;
          for (let j = 0; j < c; j++) gradient[to + j]! += value * errors[j]!;
        }
      }
      return { loss: loss / rows, gradient };
    },
  };
}

/** target (c) = the logits of one row: its values times the weights, and the biases. */
function logitsOfRow(
  target: Float64Array,
  parameters: Float64Array | Float32Array,
  { columns, starts, indices, values }: SparseMatrix,
  row: number,
): void {
  const c = target.length;
  for (let j = 0; j < c; j++) target[j] = parameters[columns * c + j]!;
  for (let at = starts[row]!; at < starts[row + 1]!; at++) {
    const from = indices[at]! * c;
    const value = values[at]!;
    for (let j = 0; j < c; j++) target[j]! += value * parameters[from + j]!;
  }
}

/** Turns logits into probabilities, in place; returns the logarithm of the sum of their exponentials. */
function softmax(logits: Float64Array): number {
  const top = logits.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  for (let j = 0; j < logits.length; j++) {
    logits[j] = Math.exp(logits[j]! - top);
    sum += logits[j]!;
  }
  for (let j = 0; j < logits.length; j++) logits[j]! /= sum;
  return top + Math.log(sum);
}

/** XW + b (x.rows × c). */
export function sparseLogits(
  parameters: Float64Array | Float32Array,
  x: SparseMatrix,
  classCount: number,
): Matrix {
  const logits = matrix(x.rows, classCount);
  const own = new Float64Array(classCount);
  for (let row = 0; row < x.rows; row++) {
    logitsOfRow(own, parameters, x, row);
    logits.data.set(own, row * classCount);
  }
  return logits;
}
