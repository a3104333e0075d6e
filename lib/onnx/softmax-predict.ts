import { Tensor } from "onnxruntime-node";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { assertFiniteSum } from "./finite";
import type { Graph } from "./graph";
import type { Sessions } from "./sessions";
import { chunkOf, HEAD_INPUTS, LOGITS, prepareHead, rowsPerRun } from "./softmax-head";

/** softmax(X·W + b) row-wise. */
const SOFTMAX_PREDICT: Graph = {
  name: "softmax-predict",
  inputs: HEAD_INPUTS,
  outputs: [
    { name: "probabilities", type: "float32", shape: ["rows", "classes"] },
    { name: "sum", type: "float32", shape: [] },
  ],
  nodes: [
    ...LOGITS,
    { operator: "Softmax", inputs: ["logits"], outputs: ["probabilities"], attributes: { axis: 1 } },
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
  const head = prepareHead("softmaxPredict", x, weights, bias, temperature);
  const session = await sessions.get(SOFTMAX_PREDICT);
  const probabilities = matrix(x.rows, weights.columns);
  const sum = new Float32Array(1);
  const step = rowsPerRun(weights.columns);
  for (let start = 0; start < x.rows; start += step) {
    const rows = Math.min(step, x.rows - start);
    const chunk = chunkOf(x, start, rows);
    await session.run(
      { ...head, x: chunk.tensor },
      { probabilities: chunkOf(probabilities, start, rows).tensor, sum: new Tensor("float32", sum, []) },
    );
    assertFiniteSum("softmaxPredict: X", sum[0]!, chunk.values);
  }
  return probabilities;
}
