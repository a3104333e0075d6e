import { expect, it } from "vitest";
import type { ModelState } from "@/lib/learning/learners/learner";
import { chooseWeights, comparableHeldOut, pooledLogits } from "@/lib/learning/learners/opinion-pool";
import { softmaxRows } from "@/lib/learning/learners/softmax-rows";
import { type Matrix, matrix } from "@/lib/learning/matrix";

const binary = (...first: number[]): Matrix =>
  matrix(first.length, 2, Float32Array.from(first.flatMap((p) => [p, 1 - p])));

it("the opinion pool is the weighted geometric mean of the probabilities", () => {
  const pooled = softmaxRows(pooledLogits([binary(0.9), binary(0.2)], [0.75, 0.25]), 1);
  const [yes, no] = [0.9 ** 0.75 * 0.2 ** 0.25, 0.1 ** 0.75 * 0.8 ** 0.25];
  expect(pooled.data[0]).toBeCloseTo(yes / (yes + no), 6);
});

it("chooseWeights finds the weights worked out by hand", () => {
  // Odds of class 0 are e² and e⁻¹ by the first model, e⁻¹ and e² by the second; both rows are of class 0. With weight
  // w on the first the loss is log(1 + e^(1 − 3w)) + log(1 + e^(3w − 2)): least at a half, 0.948; alone, 1.440.
  const [high, low] = [1 / (1 + Math.exp(-2)), 1 / (1 + Math.exp(1))];
  const truth = Int32Array.of(0, 0);
  expect(chooseWeights([binary(high, low), binary(low, high)], truth)).toEqual([0.5, 0.5]);
  // A third that is sure and right in both needs no other; one that is sure and wrong is left out.
  expect(chooseWeights([binary(high, low), binary(0.99, 0.99)], truth)).toEqual([0, 1]);
  expect(chooseWeights([binary(high, low), binary(0.01, 0.01)], truth)).toEqual([1, 0]);
  // Of equal models the earlier has all.
  expect(chooseWeights([binary(0.7, 0.7), binary(0.7, 0.7)], truth)).toEqual([1, 0]);
});

it("models are compared on the labels that all of them held out, repeats averaged after calibration", () => {
  const one = modelOf([4, 2, 4], matrix(3, 2, Float32Array.of(2, 0, 0, 0, 0, 0)), 2);
  const other = modelOf([1, 4], matrix(2, 2, Float32Array.of(5, 0, Math.log(3), 0)), 1);
  const { indices, probabilities } = comparableHeldOut([one, other]);
  expect(Array.from(indices)).toEqual([4]);
  // softmax((2, 0) / 2) gives e / (e + 1) to class 0, (0, 0) one half.
  expect(probabilities[0]!.data[0]).toBeCloseTo((Math.E / (Math.E + 1) + 0.5) / 2, 6);
  expect(probabilities[1]!.data[0]).toBeCloseTo(0.75, 6);
});

function modelOf(indices: number[], logits: Matrix, temperature: number): ModelState {
  const heldOut = { indices: Int32Array.from(indices), logits };
  const shape = { learner: "linear", dimensions: 1, classCount: 2, parameters: new Float32Array(4) };
  return { ...shape, temperature, chosen: {}, parts: [], heldOut, scores: null };
}
