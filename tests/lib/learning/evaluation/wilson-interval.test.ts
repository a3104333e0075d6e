import fc from "fast-check";
import { expect, it } from "vitest";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";

it.each([
  // Newcombe 1998, table I, method 3 (score, without continuity correction).
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("wilsonInterval(%i, %i) is %f to %f", (successes, trials, low, high) => {
  const interval = wilsonInterval(successes, trials);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

it("wilsonInterval knows nothing without trials", () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

it("wilsonInterval holds the share, stays in 0..1 and mirrors", () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), (right, wrong) => {
      fc.pre(right + wrong > 0);
      const { low, high } = wilsonInterval(right, right + wrong);
      const share = right / (right + wrong);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(share + 1e-12);
      expect(high).toBeGreaterThanOrEqual(share - 1e-12);
      expect(1 - wilsonInterval(wrong, right + wrong).high).toBeCloseTo(low, 12);
    }),
  );
});
