import { expect, test } from "vitest";
import { matrix } from "@/lib/learning/matrix";
import { summarisePredictions } from "@/lib/learning/prediction-summary";

test("summarisePredictions gives class, probability, margin and entropy by hand", () => {
  const rows = Float32Array.of(0.25, 0.5, 0.25, 0.5, 0, 0.5, 0, 0, 1);
  const { classes, top, margin, entropy } = summarisePredictions(matrix(3, 3, rows));
  expect([...classes]).toEqual([1, 0, 2]);
  expect([...top]).toEqual([0.5, 0.5, 1]);
  expect([...margin]).toEqual([0.25, 0, 1]);
  expect(entropy[0]).toBeCloseTo(1.5 * Math.log(2), 6);
  expect(entropy[1]).toBeCloseTo(Math.log(2), 6);
  expect(entropy[2]).toBe(0);
});

test("summarisePredictions takes the whole probability as margin when there is one class", () => {
  expect(summarisePredictions(matrix(1, 1, Float32Array.of(1))).margin[0]).toBe(1);
});
