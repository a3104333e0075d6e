import { expect, it } from "vitest";
import { isRateTelling, isRatioTelling } from "@/lib/learning/evaluation/is-telling";
import { rateInterval } from "@/lib/learning/evaluation/rate-interval";
import { createRandom } from "@/lib/learning/random";

it("rateInterval is of so many an hour, and narrower of more", () => {
  const { value, low, high } = rateInterval(100, 0.5);
  expect(value).toBe(200);
  expect(low).toBeCloseTo(200 / Math.exp(0.196), 2);
  expect(high).toBeCloseTo(200 * Math.exp(0.196), 2);
});

it("rateInterval holds the true rate in 93 to 98 of 100 runs of log-normal times", () => {
  const random = createRandom(1, "rate interval");
  const mean = Math.exp(0.8 ** 2 / 2);
  const isHeld = () => {
    const time = Array.from({ length: 60 }, () => Math.exp(0.8 * random.normal())).reduce((a, b) => a + b);
    const { low, high } = rateInterval(60, time);
    return low <= 1 / mean && 1 / mean <= high;
  };
  const held = Array.from({ length: 2_000 }, isHeld).filter(Boolean).length / 2_000;
  expect(held).toBeGreaterThan(0.93);
  expect(held).toBeLessThan(0.98);
});

it("isRatioTelling finds a third more in 400 labels, and not in 200", () => {
  const rate = (labels: number, perHour: number) => rateInterval(labels, labels / perHour);
  expect(isRatioTelling(rate(200, 400), rate(200, 300))).toBe(false);
  expect(isRatioTelling(rate(400, 400), rate(400, 300))).toBe(true);
  expect(isRatioTelling(rate(400, 300), rate(400, 400))).toBe(true);
});

it("isRateTelling tells one in ten from one in a hundred, and nothing without events", () => {
  expect(isRateTelling({ events: 30, of: 300 }, { events: 3, of: 300 })).toBe(true);
  expect(isRateTelling({ events: 3, of: 300 }, { events: 30, of: 300 })).toBe(true);
  expect(isRateTelling({ events: 5, of: 300 }, { events: 3, of: 300 })).toBe(false);
  expect(isRateTelling({ events: 0, of: 300 }, { events: 0, of: 300 })).toBe(false);
});
