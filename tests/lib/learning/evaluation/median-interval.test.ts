import { expect, it } from "vitest";
import { medianInterval } from "@/lib/learning/evaluation/median-interval";
import { createRandom } from "@/lib/learning/random";

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

it("medianInterval lies between the order statistics that a table names", () => {
  // Conover, table A3 for n = 100, p = 0.5: ranks 40 and 61.
  expect(medianInterval(upTo(100).reverse())).toEqual({ value: 50.5, low: 40, high: 61 });
  expect(medianInterval([3, 1, 2])).toEqual({ value: 2, low: 1, high: 3 });
});

it("medianInterval holds the median in 93 to 98 of 100 skewed samples", () => {
  const random = createRandom(1, "median interval");
  const isHeld = () => {
    const { low, high } = medianInterval(Array.from({ length: 50 }, () => Math.exp(0.8 * random.normal())));
    return low <= 1 && 1 <= high;
  };
  const held = Array.from({ length: 2_000 }, isHeld).filter(Boolean).length / 2_000;
  expect(held).toBeGreaterThan(0.93);
  expect(held).toBeLessThan(0.98);
});
