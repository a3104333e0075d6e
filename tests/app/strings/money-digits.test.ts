import { expect, test } from "vitest";
import { axisDigits, columnDigits } from "@/app/_components/money-digits";

test("amounts of a column have cents where they are small, or would look alike without", () => {
  expect(columnDigits([0, 12, 24.6, null])).toBe(0);
  expect(columnDigits([12.7, 13.2])).toBe(2);
  expect(columnDigits([2, 10])).toBe(2);
  // The same amount twice is no reason for cents.
  expect(columnDigits([13.2, 13.2, 20])).toBe(0);
});

test("ticks of an axis all have the decimals that their step has", () => {
  // Steps of 10, 1, 0.5, 0.05 and 0.002.
  expect([80, 7.9, 3.5, 0.4, 0.016].map((farthest) => axisDigits(farthest, 8))).toEqual([0, 0, 2, 2, 3]);
});
