import { expect, test } from "vitest";
import { rarestClasses } from "@/lib/learning/rarest-classes";

test("each label gets the rarest of its classes, and one without classes a class of its own", () => {
  const labels = [
    { row: 9, classes: [0, 1] },
    { row: 4, classes: [0] },
    { row: 5, classes: [] },
    { row: 6, classes: [2, 1] },
    { row: 7, classes: [1] },
  ];
  // Class 0 occurs twice, 1 three times, 2 once.
  expect(rarestClasses(labels, 3)).toEqual([
    { row: 9, classIndex: 0 },
    { row: 4, classIndex: 0 },
    { row: 5, classIndex: 3 },
    { row: 6, classIndex: 2 },
    { row: 7, classIndex: 1 },
  ]);
  expect(rarestClasses([{ row: 1, classes: [2, 1] }], 3)).toEqual([{ row: 1, classIndex: 1 }]);
});
