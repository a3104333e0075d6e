import { type InferenceSession, Tensor } from "onnxruntime-node";
import { NonFiniteError } from "@/lib/learning/errors";
import type { SoftmaxObjective } from "@/lib/learning/kernels";
import type { Matrix } from "@/lib/learning/matrix";
import { assertFinite } from "./finite";
import type { Graph } from "./graph";
import { inputTensor } from "./input-tensor";
import type { Sessions } from "./sessions";

/** Rows a run. ONNX Runtime adds up rows in float32, so short runs, added up in float64, are more exact. */
const CHUNK_ROWS = 1024;

/**
 * Loss and gradient of the weighted multinomial logistic loss over a chunk of rows. With w the rows'
 * normalised weights, Y the one-hot classes times w and P = softmax(X·W + b):
 * log-likelihood of a row Σ Y·log P, gradient ∂/∂W = Xᵀ(w·P − Y), ∂/∂b = column sums of (w·P − Y).
 */
const SOFTMAX_OBJECTIVE: Graph = {
  name: "softmax-objective",
  inputs: [
    { name: "x", type: "float32", shape: ["rows", "columns"] },
    { name: "y", type: "float32", shape: ["rows", "classes"] },
    { name: "w", type: "float32", shape: ["rows", 1] },
    { name: "weights", type: "float32", shape: ["columns", "classes"] },
    { name: "bias", type: "float32", shape: ["classes"] },
  ],
  outputs: [
    { name: "logLikelihood", type: "float32", shape: ["rows"] },
    { name: "weightsGradient", type: "float32", shape: ["columns", "classes"] },
    { name: "biasGradient", type: "float32", shape: ["classes"] },
  ],
  constants: [
    { name: "overRows", shape: [1], data: BigInt64Array.of(0n) },
    { name: "overClasses", shape: [1], data: BigInt64Array.of(1n) },
  ],
  nodes: [
    { operator: "Gemm", inputs: ["x", "weights", "bias"], outputs: ["logits"] },
    { operator: "LogSoftmax", inputs: ["logits"], outputs: ["logP"], attributes: { axis: 1 } },
    { operator: "Mul", inputs: ["y", "logP"], outputs: ["chosen"] },
    {
      operator: "ReduceSum",
      inputs: ["chosen", "overClasses"],
      outputs: ["logLikelihood"],
      attributes: { keepdims: 0 },
    },
    { operator: "Exp", inputs: ["logP"], outputs: ["p"] },
    { operator: "Mul", inputs: ["p", "w"], outputs: ["weightedP"] },
    { operator: "Sub", inputs: ["weightedP", "y"], outputs: ["residual"] },
    // (residualᵀ·X)ᵀ takes half the time of Xᵀ·residual: the wide matrix is not transposed.
    {
      operator: "Gemm",
      inputs: ["residual", "x"],
      outputs: ["transposedGradient"],
      attributes: { transA: 1 },
    },
    { operator: "Transpose", inputs: ["transposedGradient"], outputs: ["weightsGradient"] },
    {
      operator: "ReduceSum",
      inputs: ["residual", "overRows"],
      outputs: ["biasGradient"],
      attributes: { keepdims: 0 },
    },
  ],
};

/** Tensors of one chunk of the training set, made once, and the buffers its results are written to. */
interface Chunk {
  readonly feeds: { readonly x: Tensor; readonly y: Tensor; readonly w: Tensor };
  readonly logLikelihood: Float32Array;
}

/** See `Kernels.softmaxObjective`. Sums over chunks are kept in float64. */
export function softmaxObjective(
  sessions: Sessions,
  x: Matrix,
  classes: Int32Array,
  classCount: number,
  sampleWeights: Float32Array,
): SoftmaxObjective {
  const totalWeight = checkTraining(x, classes, classCount, sampleWeights);
  const chunks: Chunk[] = [];
  for (let start = 0; start < x.rows; start += CHUNK_ROWS) {
    const end = Math.min(start + CHUNK_ROWS, x.rows);
    const weights = sampleWeights.subarray(start, end).map((weight) => weight / totalWeight);
    chunks.push(prepareChunk(x, start, classes.subarray(start, end), classCount, weights));
  }
  const parameterCount = (x.columns + 1) * classCount;
  const values = new Float32Array(parameterCount);
  const partial = new Float32Array(parameterCount);
  const parameterFeeds = asTensors(values, x.columns, classCount, ["weights", "bias"]);
  const gradientFetches = asTensors(partial, x.columns, classCount, ["weightsGradient", "biasGradient"]);

  return {
    async evaluate(parameters) {
      if (parameters.length !== parameterCount) {
        throw new RangeError(
          `softmaxObjective: ${parameters.length} parameters, expected ${parameterCount}.`,
        );
      }
      values.set(parameters);
      assertFinite("softmaxObjective: parameters", values);
      const session = await sessions.get(SOFTMAX_OBJECTIVE);
      const gradient = new Float64Array(parameterCount);
      let loss = 0;
      for (const chunk of chunks) {
        await runChunk(session, chunk, parameterFeeds, gradientFetches);
        for (const logLikelihood of chunk.logLikelihood) loss -= logLikelihood;
        for (let i = 0; i < parameterCount; i++) gradient[i]! += partial[i]!;
      }
      if (!Number.isFinite(loss)) throw new NonFiniteError("softmaxObjective: loss");
      return { loss, gradient };
    },
  };
}

function runChunk(
  session: InferenceSession,
  chunk: Chunk,
  parameters: Record<string, Tensor>,
  gradients: Record<string, Tensor>,
) {
  const logLikelihood = new Tensor("float32", chunk.logLikelihood, [chunk.logLikelihood.length]);
  return session.run({ ...chunk.feeds, ...parameters }, { ...gradients, logLikelihood });
}

/** Views of a parameter vector as the weights (columns × classes) and the biases that follow them. */
function asTensors(vector: Float32Array, columns: number, classCount: number, names: [string, string]) {
  return {
    [names[0]]: new Tensor("float32", vector.subarray(0, columns * classCount), [columns, classCount]),
    [names[1]]: new Tensor("float32", vector.subarray(columns * classCount), [classCount]),
  };
}

function prepareChunk(
  x: Matrix,
  start: number,
  classes: Int32Array,
  classCount: number,
  weights: Float32Array,
): Chunk {
  const rows = classes.length;
  const y = new Float32Array(rows * classCount);
  for (let i = 0; i < rows; i++) y[i * classCount + classes[i]!] = weights[i]!;
  const values = x.data.subarray(start * x.columns, (start + rows) * x.columns);
  return {
    feeds: {
      x: inputTensor(values, [rows, x.columns]),
      y: new Tensor("float32", y, [rows, classCount]),
      w: new Tensor("float32", weights, [rows, 1]),
    },
    logLikelihood: new Float32Array(rows),
  };
}

/** The total weight, once everything has been found usable. */
function checkTraining(
  x: Matrix,
  classes: Int32Array,
  classCount: number,
  sampleWeights: Float32Array,
): number {
  if (classes.length !== x.rows || sampleWeights.length !== x.rows) {
    throw new RangeError(
      `softmaxObjective: ${x.rows} rows, ${classes.length} classes, ${sampleWeights.length} weights.`,
    );
  }
  assertFinite("softmaxObjective: X", x.data);
  assertFinite("softmaxObjective: sample weights", sampleWeights);
  let total = 0;
  for (let i = 0; i < x.rows; i++) {
    const inRange = classes[i]! >= 0 && classes[i]! < classCount;
    if (!inRange || sampleWeights[i]! < 0) {
      throw new RangeError(`softmaxObjective: row ${i} has class ${classes[i]}, weight ${sampleWeights[i]}.`);
    }
    total += sampleWeights[i]!;
  }
  if (total === 0) throw new RangeError("softmaxObjective: the sample weights sum to zero.");
  return total;
}
