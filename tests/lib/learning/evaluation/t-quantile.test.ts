import { expect, test } from "vitest";
import { tQuantile } from "@/lib/learning/evaluation/t-quantile";

// From the tables of Student's t.
test.each([
  [1, 0.975, 12.7062],
  [2, 0.975, 4.3027],
  [3, 0.975, 3.1824],
  [4, 0.975, 2.7764],
  [9, 0.975, 2.2622],
  [30, 0.975, 2.0423],
  [1000, 0.975, 1.9623],
  [3, 0.99375, 5.3919],
  [5, 0.995, 4.0321],
  [2, 0.95, 2.92],
])("with %i degrees of freedom, %d lie below %d", (degrees, probability, quantile) => {
  expect(tQuantile(degrees, probability)).toBeCloseTo(quantile, 3);
});
