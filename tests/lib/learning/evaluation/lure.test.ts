import fc from "fast-check";
import { expect, it } from "vitest";
import { lureEstimate } from "@/lib/learning/evaluation/lure";

/** The expectation over every order in which `count` samples can be drawn with these weights: exact, no chance. */
function expectedEstimate(losses: readonly number[], weights: readonly number[], count: number): number {
  let expected = 0;
  const draw = (taken: number[], probability: number, propensities: number[]) => {
    if (taken.length === count) {
      const drawn = taken.map((at, i) => {
        return { loss: losses[at]!, propensity: propensities[i]!, left: losses.length - i };
      });
      expected += probability * lureEstimate(drawn);
      return;
    }
    const left = [...losses.keys()].filter((at) => !taken.includes(at));
    const sum = left.reduce((total, at) => total + weights[at]!, 0);
    for (const at of left) {
      const propensity = weights[at]! / sum;
      draw([...taken, at], probability * propensity, [...propensities, propensity]);
    }
  };
  draw([], 1, []);
  return expected;
}

it("the estimate is unbiased, whatever the draws favour", () => {
  const samples = fc.array(
    fc.tuple(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0.05, max: 3, noNaN: true })),
    { minLength: 2, maxLength: 5 },
  );
  fc.assert(
    fc.property(samples, fc.integer({ min: 1, max: 5 }), (given, drawn) => {
      const losses = given.map(([loss]) => loss);
      const count = Math.min(drawn, losses.length);
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      const weights = given.map(([, weight]) => weight);
      expect(expectedEstimate(losses, weights, count)).toBeCloseTo(mean, 9);
    }),
    { numRuns: 60 },
  );
});

it("uniform draws give the plain mean", () => {
  const drawn = [
    { loss: 1, propensity: 1 / 10, left: 10 },
    { loss: 0, propensity: 1 / 9, left: 9 },
    { loss: 0, propensity: 1 / 8, left: 8 },
    { loss: 1, propensity: 1 / 7, left: 7 },
  ];
  expect(lureEstimate(drawn)).toBeCloseTo(0.5, 12);
});

it("a whole pool, drawn in any order, has its own mean", () => {
  const drawn = [
    { loss: 3, propensity: 0.9, left: 3 },
    { loss: 1, propensity: 0.2, left: 2 },
    { loss: 2, propensity: 1, left: 1 },
  ];
  expect(lureEstimate(drawn)).toBeCloseTo(2, 12);
});
