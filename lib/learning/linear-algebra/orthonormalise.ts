import type { Kernels } from "../kernels";
import { type Matrix, matrix } from "../matrix";
import { symmetricEigen } from "./symmetric-eigen";

/** Directions whose variance is below this share of the largest are float32 noise in YᵀY. */
const NOISE = 1e-6;

/**
 * An orthonormal basis (n × r) of the columns of Y (n × p), r ≤ p being its numerical rank: Y·E·Λ^(−1/2)
 * from the eigenvectors of YᵀY. Done twice, since one pass in float32 leaves small directions askew.
 */
export async function orthonormalise(y: Matrix, kernels: Kernels): Promise<Matrix> {
  return whiten(await whiten(y, kernels), kernels);
}

async function whiten(y: Matrix, kernels: Kernels): Promise<Matrix> {
  const gram = await kernels.multiply(y, y, { a: true });
  const { values, vectors } = symmetricEigen(gram.data, y.columns);
  const kept = values.filter((value) => value > NOISE * values[0]!);
  const transform = matrix(y.columns, kept.length);
  kept.forEach((value, k) => {
    for (let i = 0; i < y.columns; i++) {
      transform.data[i * kept.length + k] = vectors[k * y.columns + i]! / Math.sqrt(value);
    }
  });
  return kernels.multiply(y, transform);
}
