import type { Kernels } from "../kernels";
import { invertPositiveDefinite } from "../linear-algebra/invert-positive-definite";
import { type Matrix, matrix } from "../matrix";

/** Rows looked at for each parameter of a class: the curvature is an average, for which a sample is enough. */
const ROWS_PER_COLUMN = 4;

/** Smallest ridge, relative to the trace: what keeps the inverse sound in float32. */
const SMALLEST_RIDGE = 1e-5;

/** Weighted rows, and what the objective adds to the diagonal of its Hessian for weights and for biases. */
export interface Curvature {
  readonly x: Matrix;
  readonly sampleWeights: Float32Array;
  readonly l2: number;
  readonly biasL2: number;
}

/**
 * The inverse of an approximate Hessian of penalised softmax regression, (d + 1) × (d + 1), the bias last, to be
 * applied to each class alike. The Hessian Σᵢ wᵢ (diag(pᵢ) − pᵢpᵢᵀ) ⊗ xᵢxᵢᵀ has d·c rows; here each row's c × c
 * factor is replaced by its mean eigenvalue other than zero, (1 − |pᵢ|²)/(c − 1), in the manner of Böhning's (1992)
 * bound, but at the present predictions `probabilities` (n × c) instead of the worst ones.
 * In units of the mean loss, as the objective is.
 */
export async function softmaxPreconditioner(
  { x, sampleWeights, l2, biasL2 }: Curvature,
  probabilities: Matrix,
  kernels: Kernels,
): Promise<Matrix> {
  const [d, c] = [x.columns, probabilities.columns];
  const stride = Math.max(1, Math.floor(x.rows / (ROWS_PER_COLUMN * (d + 1))));
  const scaled = matrix(Math.ceil(x.rows / stride), d + 1);
  const total = sampleWeights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0, at = 0; i < x.rows; i += stride, at += d + 1) {
    let doubt = 1;
    for (let j = i * c; j < (i + 1) * c; j++) doubt -= probabilities.data[j]! ** 2;
    const scale = Math.sqrt((stride * sampleWeights[i]! * Math.max(0, doubt)) / (Math.max(1, c - 1) * total));
    for (let j = 0; j < d; j++) scaled.data[at + j] = scale * x.data[i * d + j]!;
    scaled.data[at + d] = scale;
  }
  const hessian = await kernels.multiply(scaled, scaled, { a: true });
  let trace = 0;
  for (let j = 0; j <= d; j++) trace += hessian.data[j * (d + 1) + j]!;
  for (let j = 0; j <= d; j++) {
    hessian.data[j * (d + 1) + j]! += Math.max((j < d ? l2 : biasL2) / total, SMALLEST_RIDGE * trace);
  }
  return invertPositiveDefinite(hessian, kernels);
}
