import { expect, test } from "vitest";
import { ActiveClock } from "@/app/projects/[projectId]/label/_bench/active-clock";

test("counts the time since the sample appeared", () => {
  expect(new ActiveClock(1000).seconds(4500)).toBe(3.5);
});

test("counts at most a minute between two signs of life", () => {
  const clock = new ActiveClock(0);
  clock.sign(10_000);
  clock.sign(600_000);
  expect(clock.seconds(605_000)).toBe(10 + 60 + 5);
});

test("counts nothing while the page is hidden", () => {
  const clock = new ActiveClock(0);
  clock.hide(2000);
  expect(clock.seconds(50_000)).toBe(2);
  clock.show(50_000);
  expect(clock.seconds(51_000)).toBe(3);
});

test("a sign of life while hidden counts nothing either", () => {
  const clock = new ActiveClock(0);
  clock.hide(2000);
  clock.sign(30_000);
  clock.show(40_000);
  expect(clock.seconds(41_000)).toBe(3);
});

test("starts again with the next sample", () => {
  const clock = new ActiveClock(0);
  clock.sign(5000);
  clock.restart(6000);
  expect(clock.seconds(7000)).toBe(1);
});
