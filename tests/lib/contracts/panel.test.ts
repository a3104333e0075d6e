import { expect, test } from "vitest";
import { holdoutWorthAHeadline } from "@/lib/contracts/panel";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";

/** Half of the width of the widest interval that so many holdout labels can give. */
function widestReach(holdoutCount: number): number {
  const reaches = Array.from({ length: holdoutCount + 1 }, (_, correct) => {
    const { low, high } = wilsonInterval(correct, holdoutCount);
    return (high - low) / 2;
  });
  return Math.max(...reaches);
}

test("30 holdout labels are the fewest that tell any accuracy to within 17 points", () => {
  const enough = Array.from({ length: 100 }, (_, count) => count).filter(
    (count) => widestReach(count) <= 0.17,
  );
  expect(enough[0]).toBe(holdoutWorthAHeadline);
  expect(enough).toHaveLength(100 - holdoutWorthAHeadline);
});
