import { columnMeans, principalComponents } from "../../linear-algebra/principal-components";
import { type Matrix, matrix } from "../../matrix";
import type { EncoderContext } from "../encoder";

/** Features that hardly vary over the pool are left out instead of being blown up. */
const SMALLEST_DEVIATION = 1e-5;

/**
 * Standardises features (consumed; n × f), finds their principal components, and folds both into one
 * projection (f × r) and offset (r), so that (features·projection + offset) has mean 0 over the rows.
 */
export async function learnProjection(
  features: Matrix,
  dimensions: number,
  { kernels, random }: EncoderContext,
): Promise<{ projection: Matrix; offset: Float32Array }> {
  const mean = columnMeans(features);
  const inverseDeviations = standardise(features, mean);
  const { components } = await principalComponents(features, dimensions, random, kernels);
  const projection = components.columns > 0 ? components : matrix(features.columns, 1);
  for (let at = 0; at < projection.data.length; at++) {
    projection.data[at]! *= inverseDeviations[Math.floor(at / projection.columns)]!;
  }
  const projectedMean = await kernels.multiply(matrix(1, mean.length, mean), projection);
  return { projection, offset: projectedMean.data.map((value) => -value) };
}

/** Scales each column to mean 0 and deviation 1, in place; returns 1 / deviation, 0 for constant columns. */
function standardise(x: Matrix, mean: Float32Array): Float32Array {
  const squares = new Float64Array(x.columns);
  for (let i = 0, at = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++, at++) {
      x.data[at]! -= mean[j]!;
      squares[j]! += x.data[at]! ** 2;
    }
  }
  const inverses = Float32Array.from(squares, (sum) => {
    const deviation = Math.sqrt(sum / x.rows);
    return deviation > SMALLEST_DEVIATION ? 1 / deviation : 0;
  });
  for (let i = 0, at = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++, at++) x.data[at]! *= inverses[j]!;
  }
  return inverses;
}
