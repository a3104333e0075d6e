import { expect, it } from "vitest";
import { fitSoftmaxRegression } from "@/lib/learning/learners/softmax-regression";
import { matrix } from "@/lib/learning/matrix";
import { createKernels } from "@/lib/onnx/kernels";

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
  const fit = { l2: 0.5, start: new Float64Array(9), tolerance: 1e-5 };
  const parameters = await fitSoftmaxRegression(training, fit, kernels);
  const expected = [
    1.145559, -0.535658, -0.609901, 0.306055, 0.981593, -1.287648, -0.193828, -0.245061, 0.438888,
  ];
  for (const [i, value] of expected.entries()) expect(parameters[i]).toBeCloseTo(value, 4);
});
