import { expect, it } from "vitest";
import type { Kernels } from "@/lib/learning/kernels";
import { fitSoftmaxRegression } from "@/lib/learning/learners/softmax-regression";
import { matrix, takeRows } from "@/lib/learning/matrix";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";

const kernels = createKernels();

it("fitSoftmaxRegression meets the closed form of two mirrored points", async () => {
  // By symmetry W = (-w, w) and b = 0; the gradient vanishes where l2 = 2 / (w (1 + exp(2w))), here w = 1.
  const training = { x: matrix(2, 1, Float32Array.of(-1, 1)), classes: Int32Array.of(0, 1), classCount: 2 };
  const l2 = 2 / (1 + Math.exp(2));
  const fit = { l2, start: new Float64Array(4), tolerance: 1e-6 };
  const parameters = await fitSoftmaxRegression(training, fit, kernels);
  for (const [i, expected] of [-1, 1, 0, 0].entries()) expect(parameters[i]).toBeCloseTo(expected, 4);
});

it("fitSoftmaxRegression agrees with SciPy on three classes", async () => {
  // scipy.optimize.minimize (BFGS, gtol 1e-12, float64) on the same objective: l2 = 0.5, 0.1 on the biases.
  const x = matrix(6, 2, Float32Array.of(1, 0, 0.6, 0.8, 0, 1, -0.6, 0.8, -1, 0, 0.6, -0.8));
  const training = { x, classes: Int32Array.of(0, 0, 1, 1, 2, 2), classCount: 3 };
  const fit = { l2: 0.5, start: new Float64Array(9), tolerance: 1e-6 };
  const parameters = await fitSoftmaxRegression(training, fit, kernels);
  const expected = [
    1.145559, -0.535658, -0.609901, 0.306055, 0.981593, -1.287648, -0.193828, -0.245061, 0.438888,
  ];
  for (const [i, value] of expected.entries()) expect(parameters[i]).toBeCloseTo(value, 4);
});

it("fitSoftmaxRegression counts a row of weight 2 twice and one of weight 0 not at all", async () => {
  const { embeddings, classes } = makeBlobs(40, 6, 3, 0.4);
  const options = { l2: 0.1, start: new Float64Array(21), tolerance: 1e-5 };
  const sampleWeights = Float32Array.from({ length: 40 }, (_, i) => i % 3);
  const weighted = await fitSoftmaxRegression(
    { x: embeddings, classes, classCount: 3 },
    { ...options, sampleWeights },
    kernels,
  );
  const rows = Array.from({ length: 40 }, (_, i) => Array<number>(i % 3).fill(i)).flat();
  const repeated = {
    x: takeRows(embeddings, rows),
    classes: Int32Array.from(rows, (i) => classes[i]!),
    classCount: 3,
  };
  const expected = await fitSoftmaxRegression(repeated, options, kernels);
  for (let j = 0; j < 21; j++) expect(weighted[j]).toBeCloseTo(expected[j]!, 3);
});

it("fitSoftmaxRegression ends where the gradient vanishes, from zero and from elsewhere, in few steps", async () => {
  const { embeddings, classes } = makeBlobs(600, 40, 5, 0.6);
  const training = { x: embeddings, classes, classCount: 5 };
  let evaluations = 0;
  const counting: Kernels = {
    ...kernels,
    softmaxObjective: (...args) => {
      const objective = kernels.softmaxObjective(...args);
      const evaluate = (parameters: Float64Array) => {
        evaluations++;
        return objective.evaluate(parameters);
      };
      return { evaluate };
    },
  };
  const options = { l2: 0.03, start: new Float64Array(205), tolerance: 1e-4 };
  const cold = await fitSoftmaxRegression(training, options, counting);
  const warm = await fitSoftmaxRegression(training, { ...options, start: cold.map((v) => 0.9 * v) }, kernels);
  const scale = Math.max(...cold.map(Math.abs));
  for (let j = 0; j < 205; j++) expect(Math.abs(warm[j]! - cold[j]!)).toBeLessThan(2e-3 * scale);
  const objective = kernels.softmaxObjective(embeddings, classes, 5, new Float32Array(600).fill(1));
  const { gradient } = await objective.evaluate(cold);
  for (let j = 0; j < 200; j++) expect(gradient[j]! + (0.03 / 600) * cold[j]!).toBeCloseTo(0, 5);
  expect(evaluations).toBeLessThan(60);
});

it("fitSoftmaxRegression learns the classes' frequencies where all rows are zero", async () => {
  const training = {
    x: matrix(20, 3),
    classes: Int32Array.from({ length: 20 }, (_, i) => +(i < 2)),
    classCount: 2,
  };
  const fit = { l2: 0.1, start: new Float64Array(8), tolerance: 1e-4 };
  const parameters = await fitSoftmaxRegression(training, fit, kernels);
  // By symmetry b = (t, -t); 20·(p - 0.9) + 0.1·t = 0 for p = 1 / (1 + exp(-2t)), solved by bisection: t = 1.069583.
  expect(parameters.subarray(0, 6).every((weight) => weight === 0)).toBe(true);
  expect(parameters[6]).toBeCloseTo(1.069583, 3);
  expect(parameters[7]).toBeCloseTo(-1.069583, 3);
});

it("fitSoftmaxRegression repeats itself bit for bit", async () => {
  const { embeddings, classes } = makeBlobs(200, 64, 4, 0.5);
  const training = { x: embeddings, classes, classCount: 4 };
  const options = { l2: 0.01, start: new Float64Array(260), tolerance: 0.003 };
  expect(await fitSoftmaxRegression(training, options, kernels)).toEqual(
    await fitSoftmaxRegression(training, options, kernels),
  );
});
