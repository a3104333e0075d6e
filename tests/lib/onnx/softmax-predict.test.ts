import { afterAll, describe, expect, test } from "vitest";
import { matrix } from "@/lib/learning/matrix";
import { createKernels } from "@/lib/onnx/kernels";
import { largestDifference } from "./largest-difference";
import { randomMatrix } from "./random-matrix";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

describe("softmaxPredict", () => {
  test("gives the softmax of the logits divided by the temperature", async () => {
    const x = matrix(1, 1, Float32Array.of(2));
    const weights = matrix(1, 2, Float32Array.of(1, 0));
    const { data } = await kernels.softmaxPredict(x, weights, Float32Array.of(0, 0), 2);
    expect(data[0]).toBeCloseTo(Math.E / (1 + Math.E), 6);
    expect(data[0]! + data[1]!).toBeCloseTo(1, 6);
  });

  test("gives the same rows whether X is one chunk or several", async () => {
    const x = randomMatrix(9_000, 5, 3);
    const weights = randomMatrix(5, 3, 4);
    const bias = Float32Array.of(0.1, 0.2, 0.3);
    const whole = await kernels.softmaxPredict(x, weights, bias, 1);
    const tail = matrix(100, 5, x.data.slice(-500));
    const part = await kernels.softmaxPredict(tail, weights, bias, 1);
    expect(largestDifference(part.data, whole.data.slice(-300))).toBeLessThan(1e-6);
  });

  test("stays finite for logits of thousands", async () => {
    const x = matrix(1, 1, Float32Array.of(5000));
    const weights = matrix(1, 2, Float32Array.of(1, -1));
    const { data } = await kernels.softmaxPredict(x, weights, new Float32Array(2), 1);
    expect([...data]).toEqual([1, 0]);
  });

  test("refuses NaN in X, in the weights, and a temperature of 0", async () => {
    const good = matrix(1, 1, Float32Array.of(1));
    const bad = matrix(1, 1, Float32Array.of(Number.NaN));
    const bias = new Float32Array(1);
    await expect(kernels.softmaxPredict(bad, good, bias, 1)).rejects.toMatchObject({ code: "non-finite" });
    await expect(kernels.softmaxPredict(good, bad, bias, 1)).rejects.toMatchObject({ code: "non-finite" });
    await expect(kernels.softmaxPredict(good, good, bias, 0)).rejects.toThrow(RangeError);
  });
});
