import { expect, test } from "vitest";
import { mixIn, partOf } from "@/lib/labeling/mix-in";
import { createRandom } from "@/lib/learning/random";

test("a share of few is rounded at random, so that many refills hold it", () => {
  const { next } = createRandom(3);
  const parts = Array.from({ length: 10_000 }, () => partOf(3, 0.05, next()));
  expect(new Set(parts)).toEqual(new Set([0, 1]));
  // Five standard deviations around 1,500.
  expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - 1_500)).toBeLessThan(180);
  expect([partOf(4, 0.5, 0), partOf(4, 0.5, 0.999), partOf(9, 0, 0.999)]).toEqual([2, 2, 0]);
});

test("what is mixed in is as likely at each place, whatever else is handed out", () => {
  const others = [-1, -2, -3].map((sampleId) => ({ sampleId }));
  const places = Array.from({ length: 4000 }, (_, sampleId) =>
    mixIn(7, [{ sampleId }], others).findIndex((one) => one.sampleId === sampleId),
  );
  for (let place = 0; place <= others.length; place++) {
    // Five standard deviations around a quarter.
    expect(Math.abs(places.filter((one) => one === place).length - 1000)).toBeLessThan(137);
  }
  const some = [{ sampleId: 5 }, { sampleId: 6 }];
  expect(mixIn(7, some, [])).toHaveLength(2);
  expect(mixIn(7, [], others)).toEqual(others);
});
