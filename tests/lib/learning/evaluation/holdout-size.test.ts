import fc from "fast-check";
import { expect, it } from "vitest";
import { holdoutLabelsFor } from "@/lib/learning/evaluation/holdout-size";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";

function widthAt(accuracy: number, labels: number): number {
  const { low, high } = wilsonInterval(accuracy * labels, labels);
  return high - low;
}

it("the holdout is as large as the asked width takes, and not a label larger", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.01, max: 0.9, noNaN: true }),
      (accuracy, width) => {
        const labels = holdoutLabelsFor(width, accuracy);
        expect(widthAt(accuracy, labels)).toBeLessThanOrEqual(width);
        if (labels > 1) expect(widthAt(accuracy, labels - 1)).toBeGreaterThan(width);
      },
    ),
  );
});

it("ten points at 90 % take about what the normal approximation says", () => {
  const normal = (4 * 1.96 ** 2 * 0.9 * 0.1) / 0.1 ** 2;
  const labels = holdoutLabelsFor(0.1, 0.9);
  expect(labels).toBeGreaterThan(normal * 0.95);
  expect(labels).toBeLessThan(normal * 1.1);
});
