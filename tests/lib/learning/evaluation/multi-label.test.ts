import fc from "fast-check";
import { expect, it } from "vitest";
import { predictedMemberships, scoreMemberships } from "@/lib/learning/evaluation/multi-label";
import { matrix } from "@/lib/learning/matrix";

it("gives the scores worked out by hand", () => {
  // Class A: 1 found of 2 true, 2 predicted (F1 ½). B: 2 of 2, 2 (F1 1). C: 0 of 1, 0 (F1 0). D occurs nowhere.
  const truth = Uint8Array.of(1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0);
  const predicted = Uint8Array.of(1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0);
  const scores = scoreMemberships(truth, predicted, 4);
  expect(scores.microF1).toBeCloseTo((2 * 3) / 9, 12);
  expect(scores.macroF1).toBeCloseTo((0.5 + 1 + 0) / 3, 12);
  expect(scores.subsetAccuracy).toBeCloseTo(1 / 3, 12);
  expect(scores.hammingLoss).toBeCloseTo(3 / 12, 12);
});

it("is perfect for the truth itself, wherever a class occurs, and without samples 0", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)), { minLength: 1 }), (rows) => {
      const truth = Uint8Array.from(rows.flat());
      const f1 = truth.includes(1) ? 1 : 0;
      const perfect = { microF1: f1, macroF1: f1, subsetAccuracy: 1, hammingLoss: 0 };
      expect(scoreMemberships(truth, truth, 3)).toEqual(perfect);
    }),
  );
  const empty = new Uint8Array(0);
  expect(scoreMemberships(empty, empty, 3)).toMatchObject({ microF1: 0, subsetAccuracy: 0 });
});

it("refuses sizes that disagree", () => {
  expect(() => scoreMemberships(new Uint8Array(4), new Uint8Array(6), 2)).toThrow(RangeError);
  expect(() => scoreMemberships(new Uint8Array(5), new Uint8Array(5), 2)).toThrow(RangeError);
});

it("predicts the classes that are likelier than not", () => {
  const probabilities = matrix(2, 2, Float32Array.of(0.5, 0.51, 0.9, 0.1));
  expect(Array.from(predictedMemberships(probabilities))).toEqual([0, 1, 1, 0]);
});
