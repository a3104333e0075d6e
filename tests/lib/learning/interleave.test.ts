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

it("interleave makes up for a source that was left out before, by two places and not by all", () => {
  const first = Array.from(interleave([0.7, 0.1, 0.2], [20, 0, 0], 4));
  expect(first).toEqual([2, 1, 2, 1]);
  const counts = [0, 0, 0];
  for (const source of interleave([0.5, 0.25, 0.25], [900, 0, 100], 100)) counts[source]!++;
  expect(counts[1]).toBeLessThanOrEqual(28);
  expect(counts[0]).toBeGreaterThanOrEqual(46);
});

it("a source goes on at its share when another is served no more, or less than before", () => {
  // The holdout has grown enough: 551 labels, of which 128 of it. Then the random arm is asked for more.
  const ended = interleave([0.9, 0.1, 0], [367, 56, 128], 100);
  expect(ended.filter((source) => source === 1).length).toBeGreaterThanOrEqual(7);
  expect(ended.indexOf(1)).toBeLessThan(35);
  const changed = interleave([0.5, 0.5, 0], [367, 56, 128], 20);
  expect(changed.filter((source) => source === 0).length).toBeGreaterThanOrEqual(8);
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
