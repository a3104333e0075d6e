import fc from "fast-check";
import { expect, test } from "vitest";
import { topRows } from "@/lib/learning/top-rows";

test("topRows gives the best scores first, and equal ones by tie key and then by index", () => {
  expect([...topRows([1, 3, 2, 3], 3)]).toEqual([1, 3, 2]);
  expect([...topRows([1, 3, 2, 3], 2, [0, 9, 0, 4])]).toEqual([3, 1]);
});

test("topRows gives all when there are fewer, and none for k = 0", () => {
  expect([...topRows([2, 5], 10)]).toEqual([1, 0]);
  expect(topRows([2, 5], 0)).toHaveLength(0);
  expect(topRows([], 3)).toHaveLength(0);
});

test("topRows ranks rows that are no candidates, at minus infinity, last", () => {
  expect([...topRows([Number.NEGATIVE_INFINITY, 1, Number.NEGATIVE_INFINITY], 2)]).toEqual([1, 0]);
});

test("topRows gives what a full sort gives", () => {
  const few = fc.integer({ min: 0, max: 5 });
  fc.assert(
    fc.property(fc.array(fc.tuple(few, few), { maxLength: 60 }), fc.nat(70), (pairs, k) => {
      const scores = Float32Array.from(pairs, ([score]) => score);
      const keys = pairs.map(([, key]) => key);
      const sorted = [...scores.keys()].sort(
        (a, b) => scores[b]! - scores[a]! || keys[a]! - keys[b]! || a - b,
      );
      expect([...topRows(scores, k, keys)]).toEqual(sorted.slice(0, k));
    }),
  );
});
