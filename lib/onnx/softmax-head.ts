import { Tensor } from "onnxruntime-node";
import type { Matrix } from "@/lib/learning/matrix";
import { assertFinite } from "./finite";
import type { Graph } from "./graph";
import { inputTensor } from "./input-tensor";

/** Inputs of a graph that begins with X·W + b. */
export const HEAD_INPUTS: Graph["inputs"] = [
  { name: "x", type: "float32", shape: ["rows", "columns"] },
  { name: "weights", type: "float32", shape: ["columns", "classes"] },
  { name: "bias", type: "float32", shape: ["classes"] },
];

/** The nodes for the logits and their sum, by which NaN and infinity in X are noticed. */
export const LOGITS: Graph["nodes"] = [
  { operator: "Gemm", inputs: ["x", "weights", "bias"], outputs: ["logits"] },
  { operator: "ReduceSum", inputs: ["logits"], outputs: ["sum"], attributes: { keepdims: 0 } },
];

/** Logits computed in one run: few enough that they stay in the cache, so many that waking threads is little. */
const RUN_LOGITS = 160_000;

/** Rows a run for this many classes. */
export function rowsPerRun(classCount: number): number {
  return Math.min(16_384, Math.max(512, Math.ceil(RUN_LOGITS / classCount)));
}

/**
 * The parameters of a softmax head as tensors, divided by the temperature. Throws a RangeError for sizes that
 * disagree or a temperature that is not positive, and a NonFiniteError.
 */
export function prepareHead(
  what: string,
  x: Matrix,
  weights: Matrix,
  bias: Float32Array,
  temperature: number,
): { weights: Tensor; bias: Tensor } {
  const classCount = weights.columns;
  if (x.columns !== weights.rows || bias.length !== classCount) {
    throw new RangeError(
      `${what}: ${x.columns} columns of X, weights ${weights.rows} × ${classCount}, ${bias.length} biases.`,
    );
  }
  if (!(temperature > 0)) throw new RangeError(`${what}: temperature ${temperature} is not positive.`);
  const scaledWeights = weights.data.map((value) => value / temperature);
  const scaledBias = bias.map((value) => value / temperature);
  assertFinite(`${what}: weights`, scaledWeights);
  assertFinite(`${what}: bias`, scaledBias);
  return {
    weights: new Tensor("float32", scaledWeights, [x.columns, classCount]),
    bias: new Tensor("float32", scaledBias, [classCount]),
  };
}

/** Rows `start` to `start + rows` of X, as a view and as a tensor of it. */
export function chunkOf(x: Matrix, start: number, rows: number) {
  const values = x.data.subarray(start * x.columns, (start + rows) * x.columns);
  return { values, tensor: inputTensor(values, [rows, x.columns]) };
}
