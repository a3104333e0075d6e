import { expect, test } from "vitest";
import { mlpLogits } from "@/lib/learning/learners/mlp";
import { fitSoftmaxRegression, logitsOf } from "@/lib/learning/learners/softmax-regression";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import type { MlpWeights, NetworkOptions } from "@/lib/learning/networks";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { loadTensorFlow, wasmBackend } from "@/lib/tensorflow/load-tensorflow";
import { forward, lossAndGradients, variablesOf } from "@/lib/tensorflow/mlp-gradients";
import { createNetworks } from "@/lib/tensorflow/networks";

// WebAssembly, whatever else is installed: its results are what these tests are about.
const loadWasm = () => loadTensorFlow([() => wasmBackend()]);
const kernels = createKernels();
const networks = createNetworks(loadWasm);
const options: NetworkOptions = {
  hidden: 16,
  weightDecay: 0,
  dropout: 0,
  epochs: 200,
  learningRate: 0.01,
  batchSize: 32,
  seed: 1,
};

/** Points of the plane in the classes of exclusive or: the same sign twice is class 0. */
function exclusiveOr(rows: number, seed: number) {
  const random = createRandom(seed, "exclusive or");
  const awayFromZero = () => (random.next() < 0.5 ? -1 : 1) * (0.2 + 0.8 * random.next());
  const x = matrix(rows, 2, Float32Array.from({ length: 2 * rows }, awayFromZero));
  const classes = Int32Array.from({ length: rows }, (_, i) =>
    Number(x.data[2 * i]! * x.data[2 * i + 1]! < 0),
  );
  return { x, classes, classCount: 2 };
}

function normalMatrix(rows: number, columns: number, seed: number): Matrix {
  const random = createRandom(seed, "normal matrix");
  return matrix(
    rows,
    columns,
    Float32Array.from({ length: rows * columns }, () => random.normal()),
  );
}

function normalWeights(dimensions: number, hidden: number, classCount: number): MlpWeights {
  return {
    w1: normalMatrix(dimensions, hidden, 1),
    b1: normalMatrix(1, hidden, 2).data,
    w2: normalMatrix(hidden, classCount, 3),
    b2: normalMatrix(1, classCount, 4).data,
  };
}

function accuracy(logits: Matrix, classes: Int32Array): number {
  const right = classes.filter((truth, i) => {
    const row = logits.data.subarray(i * logits.columns, (i + 1) * logits.columns);
    return row.indexOf(Math.max(...row)) === truth;
  });
  return right.length / classes.length;
}

test("a network learns exclusive or, which no linear model can", async () => {
  const training = exclusiveOr(200, 1);
  const unseen = exclusiveOr(200, 2);
  const weights = await networks.train(training, options);
  expect(accuracy(await mlpLogits(weights, training.x, kernels), training.classes)).toBe(1);
  expect(accuracy(await mlpLogits(weights, unseen.x, kernels), unseen.classes)).toBeGreaterThan(0.97);

  const start = new Float64Array(6);
  const line = await fitSoftmaxRegression(training, { l2: 0.01, start, tolerance: 0.03 }, kernels);
  expect(accuracy(await logitsOf(line, training.x, 2, kernels), training.classes)).toBeLessThan(0.7);
});

test("the gradients are those of finite differences, with units dropped and rows weighted", async () => {
  const tf = await loadWasm();
  const weights = normalWeights(3, 4, 2);
  const x = normalMatrix(5, 3, 5);
  const lossOf = (given: MlpWeights) =>
    tf.tidy(() => {
      const variables = variablesOf(tf, given);
      const batch = {
        x: tf.tensor2d(x.data, [5, 3]),
        truth: tf.tensor2d([1, 0, 0, 1, 1, 0, 0, 1, 0, 1], [5, 2]),
        rowWeights: tf.tensor2d([1, 2, 0, 0.5, 1.5], [5, 1]),
      };
      const mask = tf.tensor2d([2, 0, 2, 2, 0, 2, 2, 0, 2, 2, 2, 0, 0, 2, 0, 2, 2, 2, 2, 2], [5, 4]);
      const { loss, gradients } = lossAndGradients(tf, variables, batch, mask);
      const values = Object.entries(gradients).map(
        ([key, tensor]) => [key, tensor.dataSync().slice()] as const,
      );
      for (const variable of Object.values(variables)) variable.dispose();
      return { loss: loss.dataSync()[0]!, gradients: Object.fromEntries(values) };
    });
  const { gradients } = lossOf(weights);
  const parts = { w1: weights.w1.data, b1: weights.b1, w2: weights.w2.data, b2: weights.b2 };
  const step = 1e-2;
  for (const [name, values] of Object.entries(parts)) {
    for (let i = 0; i < values.length; i++) {
      const before = values[i]!;
      values[i] = before + step;
      const above = lossOf(weights).loss;
      values[i] = before - step;
      const below = lossOf(weights).loss;
      values[i] = before;
      expect((above - below) / (2 * step), `${name}[${i}]`).toBeCloseTo(gradients[name]![i]!, 2);
    }
  }
});

test("ONNX Runtime predicts what TensorFlow.js computes from the same weights", async () => {
  const tf = await loadWasm();
  const weights = normalWeights(20, 30, 4);
  const x = normalMatrix(5000, 20, 6);
  const variables = variablesOf(tf, weights);
  const expected = tf.tidy(() =>
    Float32Array.from(forward(tf, variables, tf.tensor2d(x.data, [5000, 20])).logits.dataSync()),
  );
  for (const variable of Object.values(variables)) variable.dispose();
  const logits = await mlpLogits(weights, x, kernels);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const differences = logits.data.map((value, i) => Math.abs(value - expected[i]!));
  expect(Math.max(...differences) / largest).toBeLessThan(1e-5);
});

test("the same seed gives the same weights to the bit, another seed others", async () => {
  const training = exclusiveOr(100, 3);
  const few = { ...options, epochs: 5, dropout: 0.3, weightDecay: 0.1 };
  const first = await networks.train(training, few);
  expect(await createNetworks(loadWasm).train(training, few)).toEqual(first);
  expect((await networks.train(training, { ...few, seed: 2 })).w1.data).not.toEqual(first.w1.data);
});

test("training leaves no tensor behind, and none when it fails", async () => {
  const tf = await loadWasm();
  const training = exclusiveOr(50, 4);
  await networks.train(training, { ...options, epochs: 2, dropout: 0.5 });
  const before = tf.memory().numTensors;
  await networks.train(training, { ...options, epochs: 2, dropout: 0.5 });
  await expect(networks.train(training, { ...options, learningRate: 1e30 })).rejects.toMatchObject({
    code: "non-finite",
  });
  expect(tf.memory().numTensors).toBe(before);
});

test("the handlers that the WebAssembly runtime sets for uncaught errors are gone again", async () => {
  await loadWasm();
  const handlers = process.listeners("uncaughtException").map(String);
  expect(handlers.filter((handler) => handler.includes("ExitStatus"))).toEqual([]);
});

test("training can go on from weights, and decay shrinks them", async () => {
  const training = exclusiveOr(200, 5);
  const start = await networks.train(training, options);
  const going = { ...options, start, epochs: 1, learningRate: 1e-4 };
  const goneOn = await networks.train(training, going);
  expect(accuracy(await mlpLogits(goneOn, training.x, kernels), training.classes)).toBe(1);
  const decayed = await networks.train(training, { ...going, weightDecay: 1000 });
  const size = ({ w1 }: MlpWeights) => Math.hypot(...w1.data);
  // 7 batches of 32, each shrinking by a tenth.
  expect(size(decayed) / size(goneOn)).toBeCloseTo(0.9 ** 7, 2);
});

test("training stops when the loss has stopped falling", async () => {
  const x = matrix(64, 2);
  const constant = { x, classes: Int32Array.from(x.data.subarray(64), (_, i) => i % 2), classCount: 2 };
  // Equal rows of two equally frequent classes: the loss is at its minimum, log 2, from the start.
  const weights = await networks.train(constant, { ...options, batchSize: 64, epochs: 1_000_000 });
  expect(weights.b2[0]! - weights.b2[1]!).toBeCloseTo(0, 3);
});

test("a row of weight 0 teaches nothing", async () => {
  const { x } = exclusiveOr(60, 6);
  const classes = Int32Array.from({ length: 60 }, (_, i) => i % 2);
  const sampleWeights = Float32Array.from(classes, (one) => 1 - one);
  const weights = await networks.train({ x, classes, classCount: 2, sampleWeights }, options);
  expect(accuracy(await mlpLogits(weights, x, kernels), new Int32Array(60))).toBe(1);
});

test("one class only gives a network that predicts it; two rows are enough to train", async () => {
  const single = { ...exclusiveOr(40, 7), classes: new Int32Array(40).fill(1), classCount: 3 };
  const weights = await networks.train(single, options);
  expect(accuracy(await mlpLogits(weights, single.x, kernels), single.classes)).toBe(1);

  const two = {
    x: matrix(2, 2, new Float32Array([1, 0, 0, 1])),
    classes: new Int32Array([0, 1]),
    classCount: 2,
  };
  const ofTwo = await networks.train(two, options);
  expect(accuracy(await mlpLogits(ofTwo, two.x, kernels), two.classes)).toBe(1);
});

test("bad input is refused by name", async () => {
  const good = exclusiveOr(10, 8);
  const broken = matrix(10, 2, good.x.data.slice().fill(Number.NaN, 3, 4));
  await expect(networks.train({ ...good, x: broken }, options)).rejects.toMatchObject({ code: "non-finite" });
  await expect(mlpLogits(normalWeights(2, 3, 2), broken, kernels)).rejects.toMatchObject({
    code: "non-finite",
  });
  const none = { x: matrix(0, 2), classes: new Int32Array(0), classCount: 2 };
  await expect(networks.train(none, options)).rejects.toMatchObject({ code: "no-labels" });
  await expect(networks.train({ ...good, classCount: 1 }, options)).rejects.toThrow(/class is not in 0\.\.0/);
  await expect(networks.train({ ...good, classes: new Int32Array(9) }, options)).rejects.toThrow(RangeError);
  const sampleWeights = new Float32Array(10);
  await expect(networks.train({ ...good, sampleWeights }, options)).rejects.toThrow(/no sample weight/);
});
