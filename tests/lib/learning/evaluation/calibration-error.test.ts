import fc from "fast-check";
import { expect, it } from "vitest";
import { calibrationError } from "@/lib/learning/evaluation/calibration-error";
import { matrix } from "@/lib/learning/matrix";

/** Two-class predictions of class 0 with the given confidences; right where `right` says so. */
function predictions(confidences: readonly number[], right: readonly boolean[]) {
  const rows = Float32Array.from(confidences.flatMap((p) => [p, 1 - p]));
  return [
    matrix(confidences.length, 2, rows),
    Int32Array.from(right, (isRight) => (isRight ? 0 : 1)),
  ] as const;
}

it("calibrationError averages the gaps of two bins of equal size, by hand", () => {
  // Confidences 0.6, 0.7 with one right of two: |0.65 - 0.5| = 0.15; 0.8, 0.9 both right: |0.85 - 1| = 0.15.
  const [p, truth] = predictions([0.9, 0.6, 0.8, 0.7], [true, true, true, false]);
  expect(calibrationError(p, truth, 2)).toBeCloseTo(0.15, 6);
  // In one bin the two gaps cancel: |0.75 - 0.75|.
  expect(calibrationError(p, truth, 1)).toBeCloseTo(0, 6);
});

it("calibrationError keeps equal confidences together, so that it does not depend on the order of rows", () => {
  const [p, truth] = predictions(Array(8).fill(0.75), [true, true, true, true, true, true, false, false]);
  expect(calibrationError(p, truth, 4)).toBeCloseTo(0, 6);
});

it("calibrationError of the certain who are wrong is 1, of no prediction 0", () => {
  const [p, truth] = predictions([1, 1, 1], [false, false, false]);
  expect(calibrationError(p, truth)).toBe(1);
  expect(calibrationError(matrix(0, 2), new Int32Array(0))).toBe(0);
  expect(() => calibrationError(p, new Int32Array(2))).toThrow(RangeError);
});

it("calibrationError is within 0..1, and one prediction a bin gives the mean of all gaps", () => {
  const confidence = fc.integer({ min: 501, max: 999 });
  fc.assert(
    fc.property(
      fc.uniqueArray(confidence, { minLength: 1, maxLength: 40 }),
      fc.infiniteStream(fc.boolean()),
      (thousandths, stream) => {
        const right = thousandths.map(() => stream.next().value as boolean);
        const confidences = thousandths.map((value) => value / 1000);
        const [p, truth] = predictions(confidences, right);
        const error = calibrationError(p, truth);
        expect(error).toBeGreaterThanOrEqual(0);
        expect(error).toBeLessThanOrEqual(1);
        const gaps = confidences.map((value, i) => (right[i] ? 1 - value : value));
        const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
        expect(calibrationError(p, truth, confidences.length)).toBeCloseTo(mean, 5);
      },
    ),
  );
});
