import fc from "fast-check";
import { expect, test } from "vitest";
import { namedPlaces, ticksUpTo } from "@/app/_components/trends/ticks";

test("ticks are round and reach the highest value", () => {
  expect(ticksUpTo(1307)).toEqual([0, 500, 1000, 1500]);
  expect(ticksUpTo(4)).toEqual([0, 1, 2, 3, 4]);
  expect(ticksUpTo(72)).toEqual([0, 20, 40, 60, 80]);
});

test("ticks are two to six for any value, the last at or above it", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e7, noNaN: true }), (most) => {
      const ticks = ticksUpTo(most);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.at(-1)!).toBeGreaterThanOrEqual(most * (1 - 1e-9));
    }),
  );
});

test("as many points are named as have room, the newest always", () => {
  expect([...namedPlaces(3, 400, 52)]).toEqual([0, 1, 2]);
  expect([...namedPlaces(14, 260, 52)]).toEqual([1, 4, 7, 10, 13]);
  expect([...namedPlaces(0, 260, 52)]).toEqual([]);
});
