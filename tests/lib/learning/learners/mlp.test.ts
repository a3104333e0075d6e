import { expect, test } from "vitest";
import { mlpLogits, packMlp, unpackMlp } from "@/lib/learning/learners/mlp";
import { totalLogLoss } from "@/lib/learning/learners/temperature";
import { goOnTraining, trainMlp } from "@/lib/learning/learners/train-mlp";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import type { MlpWeights } from "@/lib/learning/networks";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { loadTensorFlow, wasmBackend } from "@/lib/tensorflow/load-tensorflow";
import { createNetworks } from "@/lib/tensorflow/networks";
import { makeBlobs } from "../blobs";

const kernels = createKernels();
const networks = createNetworks(() => loadTensorFlow([() => wasmBackend()]));

/** Two blobs a class at random centres, so that the classes are no half-spaces. */
function trainingSet(rows: number, seed: number, scale = 1) {
  const { embeddings, classes } = makeBlobs(rows, 8, 6, 0.15, seed);
  return {
    x: matrix(
      rows,
      8,
      embeddings.data.map((value) => value * scale),
    ),
    rows: Int32Array.from(classes.keys()),
    classes: classes.map((blob) => blob % 3),
    classCount: 3,
  };
}

function shareRight(logits: Matrix, classes: Int32Array): number {
  const right = classes.filter((truth, i) => {
    const row = logits.data.subarray(i * logits.columns, (i + 1) * logits.columns);
    return row.indexOf(Math.max(...row)) === truth;
  });
  return right.length / classes.length;
}

test("unpackMlp undoes packMlp and refuses another size", () => {
  const part = (from: number, length: number) => Float32Array.from({ length }, (_, i) => from + i);
  const weights = {
    w1: matrix(2, 3, part(0, 6)),
    b1: part(6, 3),
    w2: matrix(3, 2, part(9, 6)),
    b2: part(15, 2),
  };
  const packed = packMlp(weights);
  expect([...packed]).toEqual(Array.from({ length: 17 }, (_, i) => i));
  expect(unpackMlp(packed, 2, 3, 2)).toEqual(weights);
  expect(() => unpackMlp(packed, 2, 3, 3)).toThrow(/has 21 parameters, not 17/);
});

test("mlpLogits gives the hand-worked logits, whatever the number of rows", async () => {
  const weights = {
    w1: matrix(2, 2, new Float32Array([1, -1, 2, 0])),
    b1: new Float32Array([0.5, 1]),
    w2: matrix(2, 2, new Float32Array([1, 0, 0, 2])),
    b2: new Float32Array([-1, 3]),
  };
  // (1, 2): hidden (5.5, 0), logits (4.5, 3). (-1, 0): hidden (0, 2), logits (-1, 7).
  const x = matrix(9001, 2);
  for (let i = 0; i < x.rows; i++) x.data.set(i % 2 === 0 ? [1, 2] : [-1, 0], 2 * i);
  const logits = await mlpLogits(weights, x, kernels);
  for (const row of [0, 4096, 9000])
    expect([...logits.data.subarray(2 * row, 2 * row + 2)]).toEqual([4.5, 3]);
  expect([...logits.data.subarray(2, 4)]).toEqual([-1, 7]);
});

test("trainMlp learns, holds a fifth out, and gives the same network for the same seed", async () => {
  const training = trainingSet(300, 1);
  const unseen = trainingSet(300, 2);
  const trained = await trainMlp(training, createRandom(1), networks, kernels);
  expect(shareRight(await mlpLogits(trained.weights, unseen.x, kernels), unseen.classes)).toBeGreaterThan(
    0.9,
  );

  const { indices, logits } = trained.heldOut!;
  expect([indices.length, new Set(indices).size, logits.rows]).toEqual([60, 60, 60]);
  const truth = Int32Array.from(indices, (i) => training.classes[i]!);
  expect(shareRight(logits, truth)).toBeGreaterThan(0.9);
  expect(trained.heldOutLogLoss).toBeLessThan(Math.log(3) / 2);
  expect(trained.temperature).toBeGreaterThan(0);

  expect(await trainMlp(training, createRandom(1), networks, kernels)).toEqual(trained);
}, 60_000);

test("the scale of the embeddings changes nothing", async () => {
  const [small, large] = [trainingSet(200, 3, 2 ** -10), trainingSet(200, 3)];
  const ofSmall = await trainMlp(small, createRandom(1), networks, kernels);
  const ofLarge = await trainMlp(large, createRandom(1), networks, kernels);
  const logits = await mlpLogits(ofSmall.weights, small.x, kernels);
  const expected = await mlpLogits(ofLarge.weights, large.x, kernels);
  const apart = logits.data.map((value, i) => Math.abs(value - expected.data[i]!));
  expect(Math.max(...apart)).toBeLessThan(1e-3);
});

test("a network goes on with labels it has not seen", async () => {
  const before = trainingSet(300, 4);
  const trained = await trainMlp(before, createRandom(1), networks, kernels);
  // The classes change places: going on must move the network towards the labels it is given now.
  const now = { ...before, classes: before.classes.map((one) => (one + 1) % 3) };
  const goneOn = await goOnTraining(now, trained, createRandom(1), networks);
  const lossOf = async (weights: MlpWeights) =>
    totalLogLoss(await mlpLogits(weights, now.x, kernels), now.classes, 1);
  expect(await lossOf(goneOn)).toBeLessThan(0.9 * (await lossOf(trained.weights)));
});

test("without labels it throws; with one label a class it has nothing to hold out; of one class it is sure", async () => {
  const none = { x: matrix(0, 8), rows: new Int32Array(0), classes: new Int32Array(0), classCount: 3 };
  await expect(trainMlp(none, createRandom(1), networks, kernels)).rejects.toMatchObject({
    code: "no-labels",
  });

  const two = { ...trainingSet(2, 5), classes: new Int32Array([0, 1]) };
  const ofTwo = await trainMlp(two, createRandom(1), networks, kernels);
  expect([ofTwo.heldOut, ofTwo.temperature]).toEqual([null, 1]);
  expect(packMlp(ofTwo.weights).every(Number.isFinite)).toBe(true);

  const single = { ...trainingSet(50, 6), classes: new Int32Array(50).fill(2) };
  const ofSingle = await trainMlp(single, createRandom(1), networks, kernels);
  expect(shareRight(await mlpLogits(ofSingle.weights, single.x, kernels), single.classes)).toBe(1);
});

test("embeddings of zeros give a network without NaN; NaN is refused", async () => {
  const zeros = { ...trainingSet(40, 7), x: matrix(40, 8) };
  const { weights, temperature } = await trainMlp(zeros, createRandom(1), networks, kernels);
  expect([...packMlp(weights), temperature].every(Number.isFinite)).toBe(true);
  const broken = trainingSet(40, 8);
  broken.x.data[17] = Number.NaN;
  await expect(trainMlp(broken, createRandom(1), networks, kernels)).rejects.toMatchObject({
    code: "non-finite",
  });
});
