import type { Kernels } from "../../kernels";
import { columnMeans } from "../../linear-algebra/principal-components";
import { symmetricEigen } from "../../linear-algebra/symmetric-eigen";
import { type Matrix, matrix } from "../../matrix";

export interface Whitening {
  /** Mean of each column (d). */
  readonly mean: Float32Array;
  /** E·(Λ + damping)^(−1/2)·Eᵀ, d × d and symmetric. */
  readonly transform: Matrix;
}

/** ZCA whitening of the rows of X (n × d) (Bell & Sejnowski 1997). `damping` is added to each variance. */
export async function zcaWhitening(x: Matrix, damping: number, kernels: Kernels): Promise<Whitening> {
  const d = x.columns;
  const mean = columnMeans(x);
  const centred = matrix(
    x.rows,
    d,
    x.data.map((value, at) => value - mean[at % d]!),
  );
  const gram = await kernels.multiply(centred, centred, { a: true });
  const { values, vectors } = symmetricEigen(
    gram.data.map((value) => value / x.rows),
    d,
  );
  const transform = matrix(d, d);
  for (let k = 0; k < d; k++) {
    const scale = 1 / Math.sqrt(Math.max(0, values[k]!) + damping);
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        transform.data[i * d + j]! += scale * vectors[k * d + i]! * vectors[k * d + j]!;
      }
    }
  }
  return { mean, transform };
}
