import { Tensor } from "onnxruntime-node";
import type { Matrix } from "@/lib/learning/matrix";
import { createPredictionSummary, type PredictionSummary } from "@/lib/learning/prediction-summary";
import { assertFiniteSum } from "./finite";
import type { Graph } from "./graph";
import type { Sessions } from "./sessions";
import { chunkOf, HEAD_INPUTS, LOGITS, prepareHead, rowsPerRun } from "./softmax-head";

/** INT32 in onnx.proto. */
const INT32 = 6;

const OVER_CLASSES = { axes: [1], keepdims: 0 };

/**
 * Likeliest class, its probability, margin and entropy. The second likeliest is the maximum once the first has
 * been masked out, which takes half the time of TopK.
 */
const SOFTMAX_SUMMARY: Graph = {
  name: "softmax-summary",
  inputs: [...HEAD_INPUTS, { name: "classIndices", type: "int64", shape: ["classes"] }],
  outputs: [
    { name: "classes", type: "int32", shape: ["rows", 1] },
    { name: "top", type: "float32", shape: ["rows"] },
    { name: "margin", type: "float32", shape: ["rows"] },
    { name: "entropy", type: "float32", shape: ["rows"] },
    { name: "sum", type: "float32", shape: [] },
  ],
  constants: [
    { name: "zero", shape: [], data: Float32Array.of(0) },
    { name: "overClasses", shape: [1], data: BigInt64Array.of(1n) },
  ],
  nodes: [
    ...LOGITS,
    { operator: "LogSoftmax", inputs: ["logits"], outputs: ["logP"], attributes: { axis: 1 } },
    { operator: "Exp", inputs: ["logP"], outputs: ["p"] },
    { operator: "ArgMax", inputs: ["p"], outputs: ["likeliest"], attributes: { axis: 1 } },
    { operator: "Cast", inputs: ["likeliest"], outputs: ["classes"], attributes: { to: INT32 } },
    { operator: "ReduceMax", inputs: ["p"], outputs: ["top"], attributes: OVER_CLASSES },
    { operator: "Equal", inputs: ["likeliest", "classIndices"], outputs: ["isLikeliest"] },
    { operator: "Where", inputs: ["isLikeliest", "zero", "p"], outputs: ["others"] },
    { operator: "ReduceMax", inputs: ["others"], outputs: ["second"], attributes: OVER_CLASSES },
    { operator: "Sub", inputs: ["top", "second"], outputs: ["margin"] },
    { operator: "Mul", inputs: ["p", "logP"], outputs: ["terms"] },
    {
      operator: "ReduceSum",
      inputs: ["terms", "overClasses"],
      outputs: ["negativeEntropy"],
      attributes: { keepdims: 0 },
    },
    { operator: "Neg", inputs: ["negativeEntropy"], outputs: ["entropy"] },
  ],
};

/**
 * The summary of softmax predictions; see `Kernels.softmaxSummary`. The n × c probabilities exist only a chunk
 * at a time, in the processor's cache. Throws a RangeError or a NonFiniteError.
 */
export async function softmaxSummary(
  sessions: Sessions,
  x: Matrix,
  weights: Matrix,
  bias: Float32Array,
  temperature: number,
): Promise<PredictionSummary> {
  const head = prepareHead("softmaxSummary", x, weights, bias, temperature);
  const classCount = weights.columns;
  const indices = BigInt64Array.from({ length: classCount }, (_, i) => BigInt(i));
  const classIndices = new Tensor("int64", indices, [classCount]);
  const session = await sessions.get(SOFTMAX_SUMMARY);
  const summary = createPredictionSummary(x.rows);
  const sum = new Float32Array(1);
  const step = rowsPerRun(classCount);
  for (let start = 0; start < x.rows; start += step) {
    const end = Math.min(start + step, x.rows);
    const chunk = chunkOf(x, start, end - start);
    const part = (values: Float32Array) => new Tensor("float32", values.subarray(start, end), [end - start]);
    await session.run(
      { ...head, classIndices, x: chunk.tensor },
      {
        classes: new Tensor("int32", summary.classes.subarray(start, end), [end - start, 1]),
        top: part(summary.top),
        margin: part(summary.margin),
        entropy: part(summary.entropy),
        sum: new Tensor("float32", sum, []),
      },
    );
    assertFiniteSum("softmaxSummary: X", sum[0]!, chunk.values);
  }
  return summary;
}
