import type { Kernels } from "../kernels";
import { type Matrix, matrix } from "../matrix";
import type { Random } from "../random";
import type { LinearOperator } from "./linear-operator";
import { orthonormalise } from "./orthonormalise";
import { symmetricEigen } from "./symmetric-eigen";

export interface SingularVectors {
  /** A.rows × r. */
  readonly left: Matrix;
  /** r, largest first, all positive. */
  readonly values: Float64Array;
  /** A.columns × r. */
  readonly right: Matrix;
}

/** Extra random directions, and rounds of power iteration: both sharpen the smaller singular vectors. */
const OVERSAMPLING = 10;
const POWER_ROUNDS = 1;

/** Singular values below this share of the largest are rounding noise. */
const NOISE = 1e-4;

/**
 * The leading `rank` singular vectors of A, A ≈ left·diag(values)·rightᵀ, by randomized subspace iteration
 * (Halko, Martinsson & Tropp 2011, algorithm 4.4). Fewer are returned when A has a lower rank.
 */
export async function randomizedSvd(
  a: LinearOperator,
  rank: number,
  random: Random,
  kernels: Kernels,
): Promise<SingularVectors> {
  const probes = matrix(a.columns, Math.min(rank + OVERSAMPLING, a.rows, a.columns));
  for (let i = 0; i < probes.data.length; i++) probes.data[i] = 2 * random.next() - 1;
  let basis = await orthonormalise(await a.times(probes), kernels);
  for (let round = 0; round < POWER_ROUNDS; round++) {
    const back = await orthonormalise(await a.transposeTimes(basis), kernels);
    basis = await orthonormalise(await a.times(back), kernels);
  }
  const projected = await a.transposeTimes(basis);
  const gram = await kernels.multiply(projected, projected, { a: true });
  const { values, vectors } = symmetricEigen(gram.data, basis.columns);
  const kept = values.slice(0, rank).filter((value) => value > 0 && value > NOISE ** 2 * values[0]!);
  const toLeft = matrix(basis.columns, kept.length);
  const toRight = matrix(basis.columns, kept.length);
  kept.forEach((value, k) => {
    for (let i = 0; i < basis.columns; i++) {
      toLeft.data[i * kept.length + k] = vectors[k * basis.columns + i]!;
      toRight.data[i * kept.length + k] = vectors[k * basis.columns + i]! / Math.sqrt(value);
    }
  });
  return {
    left: await kernels.multiply(basis, toLeft),
    values: kept.map(Math.sqrt),
    right: await kernels.multiply(projected, toRight),
  };
}
