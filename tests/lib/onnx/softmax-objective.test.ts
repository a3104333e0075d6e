import { afterAll, describe, expect, test } from "vitest";
import { matrix, rowOf } from "@/lib/learning/matrix";
import { createKernels } from "@/lib/onnx/kernels";
import { largestDifference } from "./largest-difference";
import { randomMatrix } from "./random-matrix";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

describe("softmaxObjective", () => {
  const [n, d, c] = [30, 4, 3];
  const x = randomMatrix(n, d, 5);
  const classes = Int32Array.from({ length: n }, (_, i) => i % c);
  const weights = Float32Array.from({ length: n }, (_, i) => (i % 4) / 2);
  const parameters = Float64Array.from(randomMatrix(d + 1, c, 6).data);

  /** The loss by plain loops in float64. */
  function plainLoss(theta: Float64Array): number {
    let [loss, total] = [0, 0];
    for (let i = 0; i < n; i++) {
      const logits = Array.from({ length: c }, (_, j) =>
        rowOf(x, i).reduce((sum, value, k) => sum + value * theta[k * c + j]!, theta[d * c + j]!),
      );
      const normaliser = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
      loss += weights[i]! * (normaliser - logits[classes[i]!]!);
      total += weights[i]!;
    }
    return loss / total;
  }

  test("gives the loss of plain loops", async () => {
    const { loss } = await kernels.softmaxObjective(x, classes, c, weights).evaluate(parameters);
    expect(loss).toBeCloseTo(plainLoss(parameters), 5);
  });

  test("gives the gradient of finite differences", async () => {
    const { gradient } = await kernels.softmaxObjective(x, classes, c, weights).evaluate(parameters);
    const step = 1e-5;
    const numeric = parameters.map((value, i) => {
      const [above, below] = [value + step, value - step];
      return (plainLoss(parameters.with(i, above)) - plainLoss(parameters.with(i, below))) / (2 * step);
    });
    expect(largestDifference(gradient, numeric)).toBeLessThan(1e-5);
  });

  test("is log(classes) without parameters, also over several chunks", async () => {
    const many = randomMatrix(5_000, 3, 7);
    const objective = kernels.softmaxObjective(
      many,
      new Int32Array(5_000),
      4,
      new Float32Array(5_000).fill(2),
    );
    const { loss, gradient } = await objective.evaluate(new Float64Array(16));
    expect(loss).toBeCloseTo(Math.log(4), 6);
    expect(gradient[12]).toBeCloseTo(-0.75, 5);
    expect(gradient[13]).toBeCloseTo(0.25, 5);
  });

  test("stays finite when the logits are huge", async () => {
    const huge = parameters.map((value) => value * 1e4);
    const { loss } = await kernels.softmaxObjective(x, classes, c, weights).evaluate(huge);
    expect(Number.isFinite(loss)).toBe(true);
  });

  test("repeats itself bit for bit", async () => {
    const objective = kernels.softmaxObjective(x, classes, c, weights);
    expect(await objective.evaluate(parameters)).toEqual(await objective.evaluate(parameters));
  });

  test("refuses classes out of range, negative weights, weights of sum 0 and NaN", async () => {
    expect(() => kernels.softmaxObjective(x, classes, 2, weights)).toThrow(RangeError);
    expect(() => kernels.softmaxObjective(x, classes, c, weights.with(0, -1))).toThrow(RangeError);
    expect(() => kernels.softmaxObjective(x, classes, c, new Float32Array(n))).toThrow(RangeError);
    const bad = matrix(n, d, x.data.with(0, Number.NaN));
    expect(() => kernels.softmaxObjective(bad, classes, c, weights)).toThrow("softmaxObjective: X");
    const objective = kernels.softmaxObjective(x, classes, c, weights);
    const noNumber = parameters.with(0, Number.NaN);
    await expect(objective.evaluate(noNumber)).rejects.toMatchObject({ code: "non-finite" });
  });
});
