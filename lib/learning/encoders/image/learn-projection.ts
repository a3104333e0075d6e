import type { Kernels } from "../../kernels";
import { columnMeans, principalComponents } from "../../linear-algebra/principal-components";
import { type Matrix, matrix } from "../../matrix";
import type { EncoderContext } from "../encoder";

/** Features that hardly vary over the pool are left out instead of being blown up. */
const SMALLEST_DEVIATION = 1e-5;

/** What takes features to embeddings: features·projection + offset has mean 0 over the rows it was learned from. */
export interface Projection {
  /** f × r. */
  readonly projection: Matrix;
  /** r. */
  readonly offset: Float32Array;
}

/** Centres features (n × f) and finds their principal components; one dimension of zeros when all rows are equal. */
export async function learnProjection(
  features: Matrix,
  dimensions: number,
  { kernels, random }: EncoderContext,
): Promise<Projection> {
  const { mean, components } = await principalComponents(features, dimensions, random, kernels);
  const projection = components.columns > 0 ? components : matrix(features.columns, 1);
  return { projection, offset: await centringOffset(mean, projection, kernels) };
}

/** The same of features scaled to deviation 1, which are consumed; the scaling is folded into the projection. */
export async function learnStandardisedProjection(
  features: Matrix,
  dimensions: number,
  context: EncoderContext,
): Promise<Projection> {
  const mean = columnMeans(features);
  const inverseDeviations = standardise(features, mean);
  const { projection } = await learnProjection(features, dimensions, context);
  for (let at = 0; at < projection.data.length; at++) {
    projection.data[at]! *= inverseDeviations[Math.floor(at / projection.columns)]!;
  }
  return { projection, offset: await centringOffset(mean, projection, context.kernels) };
}

/** −mean·projection. */
async function centringOffset(
  mean: Float32Array,
  projection: Matrix,
  kernels: Kernels,
): Promise<Float32Array> {
  const projected = await kernels.multiply(matrix(1, mean.length, mean), projection);
  return projected.data.map((value) => -value);
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
