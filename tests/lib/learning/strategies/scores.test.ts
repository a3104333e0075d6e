import { expect, it } from "vitest";
import { matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { entropy } from "@/lib/learning/strategies/entropy";
import { leastConfidence } from "@/lib/learning/strategies/least-confidence";
import { margin } from "@/lib/learning/strategies/margin";
import { random } from "@/lib/learning/strategies/random";

const context = {
  candidates: Int32Array.of(5, 9, 11),
  probabilities: matrix(3, 3, Float32Array.of(0.5, 0.25, 0.25, 0, 1, 0, 0.375, 0.375, 0.25)),
  random: createRandom(0),
};

it("margin is minus the gap between the two likeliest classes", () => {
  expect(Array.from(margin.score(context))).toEqual([-0.25, -1, 0]);
});

it("least-confidence is the probability that the likeliest class is wrong", () => {
  expect(Array.from(leastConfidence.score(context))).toEqual([0.5, 0, 0.625]);
});

it("entropy is in nats and 0 for certainty", () => {
  const [first, second, third] = entropy.score(context);
  expect(first).toBeCloseTo(1.5 * Math.log(2), 12);
  expect(second).toBe(0);
  expect(third).toBeCloseTo(-0.75 * Math.log(0.375) - 0.25 * Math.log(0.25), 12);
});

it("random gives a row the same score whichever other candidates there are", () => {
  const [, nine] = random.score({ ...context, random: createRandom(4) });
  const [alone] = random.score({ ...context, candidates: Int32Array.of(9), random: createRandom(4) });
  expect(alone).toBe(nine);
});

it("a rule that needs a model refuses to score without probabilities", () => {
  expect(() => margin.score({ ...context, probabilities: null })).toThrow(RangeError);
});
