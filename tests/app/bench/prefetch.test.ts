import fc from "fast-check";
import { expect, test } from "vitest";
import { Prefetch } from "@/app/projects/[projectId]/label/_bench/prefetch";

function after(paces: number[], roundTrips: number[]): Prefetch {
  const prefetch = new Prefetch();
  for (const seconds of paces) prefetch.decided(seconds);
  for (const seconds of roundTrips) prefetch.answered(seconds);
  return prefetch;
}

test("a slow annotator on a fast network holds three samples, a fast one on a slow network twenty", () => {
  expect(after([30, 30, 30], [0.05]).wanted).toBe(3);
  expect(after([0.3, 0.3, 0.3], [3]).wanted).toBe(20);
});

test("what is held when more is asked for lasts the slowest request and two seconds", () => {
  const prefetch = after(Array(20).fill(0.5), [0.3, 0.3, 1]);
  // One on the screen, and (1 s + 2 s) / 0.5 s behind it.
  expect(prefetch.low).toBe(7);
  expect(prefetch.wanted).toBe(11);
});

test("only the last twenty decisions count", () => {
  expect(after([...Array(100).fill(60), ...Array(20).fill(0.5)], [0.1]).low).toBe(6);
});

test("it is between 3 and 20, and more than what more is asked for at, unless that is 20", () => {
  const seconds = fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { maxLength: 30 });
  fc.assert(
    fc.property(seconds, seconds, (paces, roundTrips) => {
      const { low, wanted } = after(paces, roundTrips);
      expect(wanted).toBeGreaterThanOrEqual(3);
      expect(wanted).toBeLessThanOrEqual(20);
      expect(wanted > low || wanted === 20).toBe(true);
    }),
  );
});
