import { afterAll, describe, expect, test } from "vitest";
import { matrix } from "@/lib/learning/matrix";
import { summarisePredictions } from "@/lib/learning/prediction-summary";
import { createKernels } from "@/lib/onnx/kernels";
import { largestDifference } from "./largest-difference";
import { randomMatrix } from "./random-matrix";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

describe("softmaxSummary", () => {
  test("summarises two classes at probabilities 3/4 and 1/4", async () => {
    const weights = matrix(1, 2, Float32Array.of(0, Math.log(9)));
    const x = matrix(1, 1, Float32Array.of(1));
    const { classes, top, margin, entropy } = await kernels.softmaxSummary(
      x,
      weights,
      new Float32Array(2),
      2,
    );
    expect(classes[0]).toBe(1);
    expect(top[0]).toBeCloseTo(0.75, 6);
    expect(margin[0]).toBeCloseTo(0.5, 6);
    expect(entropy[0]).toBeCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), 6);
  });

  test.each([1, 2, 10, 400])("agrees with the probabilities of %i classes, across chunks", async (c) => {
    const x = randomMatrix(17_000, 3, 21);
    const weights = randomMatrix(3, c, 22);
    const bias = randomMatrix(1, c, 23).data;
    const expected = summarisePredictions(await kernels.softmaxPredict(x, weights, bias, 1.5));
    const summary = await kernels.softmaxSummary(x, weights, bias, 1.5);
    expect(summary.classes).toEqual(expected.classes);
    expect(largestDifference(summary.top, expected.top)).toBeLessThan(1e-6);
    expect(largestDifference(summary.margin, expected.margin)).toBeLessThan(1e-6);
    expect(largestDifference(summary.entropy, expected.entropy)).toBeLessThan(1e-5);
  });

  test("gives a tie the lower class and a margin of 0", async () => {
    const summary = await kernels.softmaxSummary(matrix(2, 3), matrix(3, 4), new Float32Array(4), 1);
    expect([...summary.classes, ...summary.margin]).toEqual([0, 0, 0, 0]);
    expect(summary.entropy[0]).toBeCloseTo(Math.log(4), 6);
  });

  test("stays finite for logits of thousands, and takes no rows at all", async () => {
    const weights = matrix(1, 2, Float32Array.of(1, -1));
    const x = matrix(1, 1, Float32Array.of(5000));
    const summary = await kernels.softmaxSummary(x, weights, new Float32Array(2), 1);
    expect([summary.top[0], summary.margin[0]]).toEqual([1, 1]);
    expect(summary.entropy[0]).toBeCloseTo(0, 12);
    const none = await kernels.softmaxSummary(matrix(0, 1), weights, new Float32Array(2), 1);
    expect(none.top).toHaveLength(0);
  });

  test("repeats itself bit for bit", async () => {
    const [x, weights, bias] = [randomMatrix(5_000, 8, 1), randomMatrix(8, 5, 2), new Float32Array(5)];
    expect(await kernels.softmaxSummary(x, weights, bias, 1)).toEqual(
      await kernels.softmaxSummary(x, weights, bias, 1),
    );
  });

  test("refuses NaN and infinity in X or the weights, sizes that disagree, and a temperature of 0", async () => {
    const good = matrix(1, 1, Float32Array.of(1));
    const bias = new Float32Array(1);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const bad = matrix(1, 1, Float32Array.of(value));
      await expect(kernels.softmaxSummary(bad, good, bias, 1)).rejects.toMatchObject({ code: "non-finite" });
      await expect(kernels.softmaxSummary(good, bad, bias, 1)).rejects.toMatchObject({ code: "non-finite" });
    }
    await expect(kernels.softmaxSummary(good, matrix(2, 1), bias, 1)).rejects.toThrow(RangeError);
    await expect(kernels.softmaxSummary(good, good, bias, 0)).rejects.toThrow(RangeError);
  });
});
