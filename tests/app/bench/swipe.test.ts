import { expect, test } from "vitest";
import { swipeOf } from "@/app/projects/[projectId]/label/_bench/swipe";

test("a long way sideways is a swipe", () => {
  expect(swipeOf({ x: -90, y: 10 })).toBe("left");
  expect(swipeOf({ x: 90, y: -20 })).toBe("right");
});

test("a tap, a scroll and a slanted way are none", () => {
  expect(swipeOf({ x: 6, y: 3 })).toBeNull();
  expect(swipeOf({ x: 20, y: 200 })).toBeNull();
  expect(swipeOf({ x: 90, y: 60 })).toBeNull();
});
