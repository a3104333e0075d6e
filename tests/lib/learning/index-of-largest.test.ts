import { expect, it } from "vitest";
import { indexOfLargest } from "@/lib/learning/index-of-largest";

it("indexOfLargest is the first of equals, also where nothing is finite", () => {
  expect(indexOfLargest(Float64Array.of(-2, 5, 1, 5))).toBe(1);
  expect(indexOfLargest(new Float64Array(3).fill(Number.NEGATIVE_INFINITY))).toBe(0);
});
