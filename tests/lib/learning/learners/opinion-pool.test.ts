import { describe, expect, it } from "vitest";
import type { ModelState } from "@/lib/learning/learners/learner";
import {
  averageWeights,
  comparableHeldOut,
  pooledLogits,
  withoutSlight,
} from "@/lib/learning/learners/opinion-pool";
import { softmaxRows } from "@/lib/learning/learners/softmax-rows";
import { type Matrix, matrix } from "@/lib/learning/matrix";

const binary = (...first: number[]): Matrix =>
  matrix(first.length, 2, Float32Array.from(first.flatMap((p) => [p, 1 - p])));

it("the opinion pool is the weighted geometric mean of the probabilities", () => {
  const pooled = softmaxRows(pooledLogits([binary(0.9), binary(0.2)], [0.75, 0.25]), 1);
  const [yes, no] = [0.9 ** 0.75 * 0.2 ** 0.25, 0.1 ** 0.75 * 0.8 ** 0.25];
  expect(pooled.data[0]).toBeCloseTo(yes / (yes + no), 6);
});

describe("averageWeights", () => {
  // Odds of class 0 are e² and e⁻¹ by the first model, e⁻¹ and e² by the second.
  const [high, low] = [1 / (1 + Math.exp(-2)), 1 / (1 + Math.exp(1))];

  it("gives equal shares to models that err in turns, and to models that agree", () => {
    const truth = Int32Array.of(0, 0);
    const [first, second] = averageWeights([binary(high, low), binary(low, high)], truth);
    expect(first).toBeCloseTo(0.5, 6);
    expect(second).toBeCloseTo(0.5, 6);
    for (const weight of averageWeights([binary(0.7, 0.7), binary(0.7, 0.7)], truth)) {
      expect(weight).toBeCloseTo(0.5, 6);
    }
  });

  it("finds the posterior mean worked out by hand", () => {
    // With weight w on the first model, the rows' odds of class 0 are 2w + (1 − w)·log 99 and −w + (1 − w)·log 99; their
    // likelihoods at w = 0, ¼, ½, ¾ and 1 have this mean.
    const [first] = averageWeights([binary(high, low), binary(0.99, 0.99)], Int32Array.of(0, 0));
    expect(first).toBeCloseTo(0.36814228, 6);
  });

  it("leaves nothing to the worse model when labels are many", () => {
    const models = [binary(...repeat(50, high, low)), binary(...repeat(50, 0.99, 0.99))];
    const [first] = averageWeights(models, new Int32Array(100));
    expect(first).toBeCloseTo(0.0310374, 6);
  });

  it("gives all to the only model", () => {
    expect(averageWeights([binary(high)], Int32Array.of(0))).toEqual([1]);
  });
});

it("a learner comes into the mix at a twentieth, and leaves it below half of that", () => {
  const slight = withoutSlight([0.93, 0.03, 0.04], [true, false, true]);
  expect(slight[0]).toBeCloseTo(0.93 / 0.97, 6);
  expect(slight[1]).toBe(0);
  expect(slight[2]).toBeCloseTo(0.04 / 0.97, 6);
  expect(withoutSlight([0.94, 0.06], [true, false])).toEqual([0.94, 0.06]);
  expect(withoutSlight([0.98, 0.02], [true, true])).toEqual([1, 0]);
});

function repeat(times: number, ...values: number[]): number[] {
  return Array.from({ length: times }, () => values).flat();
}

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
