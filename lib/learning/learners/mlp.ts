import type { Kernels } from "../kernels";
import { type Matrix, matrix, rowOf } from "../matrix";
import type { MlpWeights } from "../networks";

/** Rows predicted at a time, so that the hidden activations of a large pool never exist all at once. */
const CHUNK_ROWS = 4096;

/** The weights in one vector: w1, b1, w2, b2, matrices row-major. */
export function packMlp({ w1, b1, w2, b2 }: MlpWeights): Float32Array {
  const parts = [w1.data, b1, w2.data, b2];
  const packed = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

/** Views of what `packMlp` wrote. Throws a RangeError when the sizes disagree. */
export function unpackMlp(
  parameters: Float32Array,
  dimensions: number,
  hidden: number,
  classCount: number,
): MlpWeights {
  const sizes = [dimensions * hidden, hidden, hidden * classCount, classCount];
  const ends = sizes.map((_, i) => sizes.slice(0, i + 1).reduce((sum, size) => sum + size));
  if (ends[3] !== parameters.length) {
    throw new RangeError(
      `A network ${dimensions} × ${hidden} × ${classCount} has ${ends[3]} parameters, not ${parameters.length}.`,
    );
  }
  const part = (i: number) => parameters.subarray(ends[i]! - sizes[i]!, ends[i]);
  return {
    w1: matrix(dimensions, hidden, part(0)),
    b1: part(1),
    w2: matrix(hidden, classCount, part(2)),
    b2: part(3),
  };
}

/** relu(X·w1 + b1)·w2 + b2 (x.rows × c). NaN or infinity in X or the weights throws a NonFiniteError. */
export async function mlpLogits(weights: MlpWeights, x: Matrix, kernels: Kernels): Promise<Matrix> {
  const logits = matrix(x.rows, weights.b2.length);
  for (let from = 0; from < x.rows; from += CHUNK_ROWS) {
    const rows = Math.min(CHUNK_ROWS, x.rows - from);
    const chunk = matrix(rows, x.columns, x.data.subarray(from * x.columns, (from + rows) * x.columns));
    const hidden = await kernels.multiply(chunk, weights.w1);
    addToRows(hidden, weights.b1);
    for (let i = 0; i < hidden.data.length; i++) hidden.data[i] = Math.max(0, hidden.data[i]!);
    const part = await kernels.multiply(hidden, weights.w2);
    addToRows(part, weights.b2);
    logits.data.set(part.data, from * logits.columns);
  }
  return logits;
}

function addToRows(m: Matrix, bias: Float32Array): void {
  for (let i = 0; i < m.rows; i++) {
    const row = rowOf(m, i);
    for (let j = 0; j < row.length; j++) row[j]! += bias[j]!;
  }
}
