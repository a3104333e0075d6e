import { expect, it } from "vitest";
import { holdoutOrder, isHoldout } from "@/lib/learning/evaluation/holdout";

const rows = Array.from({ length: 20_000 }, (_, row) => row);

it("isHoldout takes the asked share of the rows, evenly along the pool", () => {
  for (const seed of [0, 1, 123_456_789]) {
    for (const from of [0, 10_000]) {
      const taken = rows.slice(from, from + 10_000).filter((row) => isHoldout(seed, row, 0.2)).length;
      // Binomial(10000, 0.2) has a standard deviation of 40.
      expect(Math.abs(taken - 2000)).toBeLessThan(160);
    }
  }
});

it("holdoutOrder is uniform: each tenth of [0, 1) holds a tenth of the rows", () => {
  const bins = new Array(10).fill(0);
  for (const row of rows) bins[Math.floor(10 * holdoutOrder(42, row))]++;
  const chiSquare = bins.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
  expect(chiSquare).toBeLessThan(27.88); // 99.9 % quantile with 9 degrees of freedom
});

it("isHoldout differs between seeds and neighbouring rows as independent draws do", () => {
  const both = rows.filter((row) => isHoldout(1, row, 0.5) && isHoldout(2, row, 0.5)).length;
  expect(Math.abs(both - 5000)).toBeLessThan(250);
  const runs = rows.filter((row) => isHoldout(1, row, 0.5) && isHoldout(1, row + 1, 0.5)).length;
  expect(Math.abs(runs - 5000)).toBeLessThan(300);
});

it("isHoldout of a row is the same for a larger share: the reserve only grows", () => {
  for (const row of rows.slice(0, 1000)) {
    if (isHoldout(3, row, 0.1)) expect(isHoldout(3, row, 0.3)).toBe(true);
  }
});
