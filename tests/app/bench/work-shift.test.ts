import { expect, test } from "vitest";
import { WorkShift } from "@/app/projects/[projectId]/label/_bench/work-shift";

const second = 1000;
const minute = 60 * second;

/** A sign of life every so many milliseconds. */
function work(shift: WorkShift, from: number, to: number, every = second): void {
  for (let now = from; now <= to; now += every) shift.sign(now);
}

test("counts work, and of idle time a minute at most", () => {
  const shift = new WorkShift(0);
  work(shift, 0, 10 * minute);
  expect(shift.minutes(10 * minute)).toBeCloseTo(10, 5);
  expect(shift.minutes(14 * minute)).toBeCloseTo(11, 5);
});

test("begins anew after five minutes away, and when a break is taken", () => {
  const shift = new WorkShift(0);
  work(shift, 0, 24 * minute);
  expect(shift.minutes(29 * minute)).toBe(0);
  work(shift, 30 * minute, 32 * minute);
  expect(shift.minutes(32 * minute)).toBeCloseTo(2, 5);
  shift.begin(32 * minute);
  expect(shift.minutes(32 * minute)).toBe(0);
});
