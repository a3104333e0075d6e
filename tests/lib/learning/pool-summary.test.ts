import { expect, test } from "vitest";
import { matrix } from "@/lib/learning/matrix";
import { comparableClasses, summaryOfClasses, summaryOfSets } from "@/lib/learning/pool-summary";
import { summarisePredictions } from "@/lib/learning/prediction-summary";

test("a set is all classes that are likelier than not, and its margin that of the class least sure", () => {
  const rows = Float32Array.of(0.875, 0.25, 0.5, 0.125, 0, 0.25, 1, 0.75, 0, 0.625, 0, 0);
  const { classes, sets, margin } = summaryOfSets(matrix(4, 3, rows));
  expect(Array.from(classes, (place) => sets![place])).toEqual([[0], [], [0, 1], [0]]);
  expect(sets).toHaveLength(3);
  expect([...margin]).toEqual([0, 0.5, 0.5, 0.25]);
});

test("equal sets of different models are compared as equal, and classes as they are", () => {
  const first = { classes: Int32Array.of(0, 1, 2), sets: [[], [1], [0, 1]], margin: new Float32Array(3) };
  const second = { classes: Int32Array.of(0, 1, 1), sets: [[0, 1], [1]], margin: new Float32Array(3) };
  const [a, b] = comparableClasses([first, second]);
  expect([a![1] === b![1], a![2] === b![0]]).toEqual([true, true]);
  expect(new Set([...a!, ...b!]).size).toBe(3);
  const single = summaryOfClasses(summarisePredictions(matrix(2, 2, Float32Array.of(0.25, 0.75, 1, 0))));
  expect(single).toEqual({ classes: Int32Array.of(1, 0), margin: Float32Array.of(0.5, 1), sets: null });
  expect(comparableClasses([single])).toEqual([single.classes]);
});
