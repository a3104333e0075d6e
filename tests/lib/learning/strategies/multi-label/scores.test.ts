import { expect, it } from "vitest";
import { matrix } from "@/lib/learning/matrix";
import { inconsistencies, rankedUncertainty, setDistance } from "@/lib/learning/strategies/multi-label/cvirs";
import { meanLoss } from "@/lib/learning/strategies/multi-label/mean-max-loss";

it("mean max loss averages the hinge loss over the classes that are predicted", () => {
  // Margins 0.5, 0.2 and -0.8. If the first is the only class: 0.5 + 1.2 + 0.2; if the second: 1.5 + 0.8 + 0.2.
  expect(meanLoss(Float32Array.of(0.75, 0.6, 0.1))).toBeCloseTo((1.9 + 2.5) / 2, 6);
  // None is predicted: the likeliest (-0.2) is taken for the only one: 1.2 + 0.4.
  expect(meanLoss(Float32Array.of(0.4, 0.2))).toBeCloseTo(1.6, 6);
  // One sure class, all others surely not: nothing to lose.
  expect(meanLoss(Float32Array.of(1, 0, 0))).toBe(0);
});

it("rankedUncertainty is the share of candidates with a wider margin, averaged over the classes", () => {
  const probabilities = matrix(3, 2, Float32Array.of(0.5, 0.9, 0.7, 0.5, 0.0, 0.9));
  // First class: margins 0, 0.4, 1: ranks 2, 1, 0. Second: 0.8, 0, 0.8: ranks ½, 2, ½.
  const [a, b, c] = rankedUncertainty(probabilities, Int32Array.of(0, 1, 2));
  expect([a, b, c]).toEqual([(1 + 0.25) / 2, (0.5 + 1) / 2, (0 + 0.25) / 2]);
});

it("setDistance is the normalised entropy distance, and 1 for opposites", () => {
  expect(setDistance("1100", "1100")).toBe(0);
  expect(setDistance("1100", "0011")).toBe(1);
  expect(setDistance("0000", "0000")).toBe(0);
  // Independent: H(a, b) = H(a) + H(b), so the distance is 1.
  expect(setDistance("1100", "1010")).toBeCloseTo(1, 12);
  // a = 1100, b = 1000: H(a) = 1 bit, H(b) = 0.811, H(a, b) = 1.5 bits.
  const ofB = -(0.25 * Math.log2(0.25) + 0.75 * Math.log2(0.75));
  expect(setDistance("1100", "1000")).toBeCloseTo((3 - 1 - ofB) / 1.5, 12);
});

it("inconsistencies average the distance to the sets of the labeled samples", () => {
  const probabilities = matrix(1, 4, Float32Array.of(0.9, 0.8, 0.2, 0.1));
  const labels = [
    { row: 5, classes: [0, 1] },
    { row: 6, classes: [2, 3] },
    { row: 7, classes: [2, 3] },
  ];
  expect(inconsistencies(probabilities, Int32Array.of(0), labels)[0]).toBeCloseTo(2 / 3, 12);
  expect(inconsistencies(probabilities, Int32Array.of(0), [])[0]).toBe(1);
});
