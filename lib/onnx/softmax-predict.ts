import { Tensor } from "onnxruntime-node";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { assertFinite, assertFiniteSum } from "./finite";
import type { Graph } from "./graph";
import type { Sessions } from "./sessions";

/** Rows a run: few enough that logits and probabilities stay in the processor's cache. */
const CHUNK_ROWS = 4096;

/** softmax(X·W + b) row-wise, and the sum of all logits, by which NaN and infinity in X are noticed. */
const SOFTMAX_PREDICT: Graph = {
  name: "softmax-predict",
  inputs: [
    { name: "x", type: "float32", shape: ["rows", "columns"] },
    { name: "weights", type: "float32", shape: ["columns", "classes"] },
    { name: "bias", type: "float32", shape: ["classes"] },
  ],
  outputs: [
    { name: "probabilities", type: "float32", shape: ["rows", "classes"] },
    { name: "sum", type: "float32", shape: [] },
  ],
  nodes: [
    { operator: "Gemm", inputs: ["x", "weights", "bias"], outputs: ["logits"] },
    { operator: "Softmax", inputs: ["logits"], outputs: ["probabilities"], attributes: { axis: 1 } },
    { operator: "ReduceSum", inputs: ["logits"], outputs: ["sum"], attributes: { keepdims: 0 } },
  ],
};

/** Class probabilities; see `Kernels.softmaxPredict`. Throws a RangeError or a NonFiniteError. */
export async function softmaxPredict(
  sessions: Sessions,
  x: Matrix,
  weights: Matrix,
  bias: Float32Array,
  temperature: number,
): Promise<Matrix> {
  const classCount = weights.columns;
  if (x.columns !== weights.rows || bias.length !== classCount) {
    throw new RangeError(
      `softmaxPredict: ${x.columns} columns of X, weights ${weights.rows} × ${classCount}, ${bias.length} biases.`,
    );
  }
  if (!(temperature > 0)) throw new RangeError(`softmaxPredict: temperature ${temperature} is not positive.`);
  const scaledWeights = weights.data.map((value) => value / temperature);
  const scaledBias = bias.map((value) => value / temperature);
  assertFinite("softmaxPredict: weights", scaledWeights);
  assertFinite("softmaxPredict: bias", scaledBias);

  const session = await sessions.get(SOFTMAX_PREDICT);
  const parameters = {
    weights: new Tensor("float32", scaledWeights, [x.columns, classCount]),
    bias: new Tensor("float32", scaledBias, [classCount]),
  };
  const probabilities = matrix(x.rows, classCount);
  const sum = new Float32Array(1);
  for (let start = 0; start < x.rows; start += CHUNK_ROWS) {
    const rows = Math.min(CHUNK_ROWS, x.rows - start);
    const chunk = x.data.subarray(start * x.columns, (start + rows) * x.columns);
    const result = probabilities.data.subarray(start * classCount, (start + rows) * classCount);
    await session.run(
      { ...parameters, x: new Tensor("float32", chunk, [rows, x.columns]) },
      {
        probabilities: new Tensor("float32", result, [rows, classCount]),
        sum: new Tensor("float32", sum, []),
      },
    );
    assertFiniteSum("softmaxPredict: X", sum[0]!, chunk);
  }
  return probabilities;
}
