import { expect, it } from "vitest";
import { fitTemperature, totalLogLoss } from "@/lib/learning/learners/temperature";
import { matrix } from "@/lib/learning/matrix";

/** n rows with logits (gap, 0), of which the first `correct` have class 0. */
function pairs(n: number, gap: number, correct: number) {
  const logits = matrix(n, 2);
  for (let i = 0; i < n; i++) logits.data[2 * i] = gap;
  return { logits, classes: Int32Array.from({ length: n }, (_, i) => (i < correct ? 0 : 1)) };
}

it("fitTemperature doubles the temperature of logits that are twice too large", () => {
  // 73.106 % are right, which is the confidence of a logit gap of 1; the gap given is 2.
  const { logits, classes } = pairs(100_000, 2, 73_106);
  expect(fitTemperature(logits, classes)).toBeCloseTo(2, 2);
});

it("fitTemperature stays near 1 on a few predictions and is 1 without any", () => {
  const { logits, classes } = pairs(3, 2, 3);
  expect(fitTemperature(logits, classes)).toBeGreaterThan(0.75);
  expect(fitTemperature(matrix(0, 2), new Int32Array(0))).toBeCloseTo(1, 3);
});

it("totalLogLoss is the negative log likelihood in nats", () => {
  const logits = matrix(2, 2, Float32Array.of(Math.log(3), 0, 500, -500));
  expect(totalLogLoss(logits, Int32Array.of(0, 0), 1)).toBeCloseTo(Math.log(4 / 3), 6);
  expect(totalLogLoss(logits, Int32Array.of(1, 1), 1)).toBeCloseTo(Math.log(4) + 1000, 3);
});
