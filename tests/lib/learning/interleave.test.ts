import fc from "fast-check";
import { expect, it } from "vitest";
import { interleave } from "@/lib/learning/interleave";

it("interleave spreads the sources from the start", () => {
  expect(Array.from(interleave([0.5, 0.25, 0.25], [0, 0, 0], 8))).toEqual([0, 1, 2, 0, 0, 1, 2, 0]);
});

it("interleave goes on where the queue before it stood", () => {
  fc.assert(
    fc.property(fc.nat(100), fc.nat(60), fc.nat(40), fc.nat(200), (a, b, from, places) => {
      const shares = [100 / (100 + a + b), a / (100 + a + b), b / (100 + a + b)];
      const whole = interleave(shares, [0, 0, 0], from + places);
      const served = [0, 0, 0];
      for (const source of whole.slice(0, from)) served[source]!++;
      expect(interleave(shares, served, places)).toEqual(whole.slice(from));
    }),
  );
});

it("interleave makes up for a source that was left out before", () => {
  expect(Array.from(interleave([0.7, 0.1, 0.2], [20, 0, 0], 5))).toEqual([2, 2, 2, 1, 2]);
});

it("interleave keeps every share to within one place at every length", () => {
  const shares = [0.7, 0.1, 0.2];
  const served = [0, 0, 0];
  interleave(shares, [0, 0, 0], 1000).forEach((source, place) => {
    served[source]!++;
    for (const [s, share] of shares.entries()) {
      expect(Math.abs(served[s]! - share * (place + 1))).toBeLessThanOrEqual(1.001);
    }
  });
});

it("interleave never serves a source with no share, however far behind it is", () => {
  expect(interleave([1, 0, 0], [3, 0, 0], 50).every((source) => source === 0)).toBe(true);
});
