import { expect, test } from "vitest";
import { byNeed, expectedF1s } from "@/db/queries/worst-classes";

/** Holdout samples of a class, those taken for it, those that are both, and training labels. */
type Counts = readonly [support: number, predicted: number, found: number, trainingLabels: number];

function orderOf(classes: Readonly<Record<string, Counts>>): string[] {
  const all = Object.entries(classes).map(([name, [support, predicted, found, trainingLabels]]) => {
    return { name, support, predicted, found, trainingLabels };
  });
  const expected = expectedF1s(all);
  return all
    .map((one, i) => ({ ...one, expectedF1: expected[i]! }))
    .sort(byNeed)
    .map(({ name }) => name);
}

test("a class of which all few samples are missed is worse than one that is often missed", () => {
  const order = orderOf({
    "often found": [20, 20, 19, 12],
    "half missed": [20, 20, 10, 12],
    "all four missed": [4, 0, 0, 12],
    "its one sample missed": [1, 0, 0, 12],
    "its one sample found": [1, 1, 1, 12],
    "only wrongly said": [0, 3, 0, 12],
  });
  expect(order).toEqual([
    "all four missed",
    "only wrongly said",
    "its one sample missed",
    "half missed",
    "its one sample found",
    "often found",
  ]);
});

test("what was never trained on comes first, what the holdout has nothing of last", () => {
  const order = orderOf({
    "nothing known": [0, 0, 0, 9],
    "nothing known, fewer labels": [0, 0, 0, 3],
    good: [9, 9, 9, 9],
    bad: [9, 9, 2, 9],
    "never trained on, nothing known": [0, 0, 0, 0],
    "never trained on": [2, 0, 0, 0],
  });
  expect(order).toEqual([
    "never trained on",
    "never trained on, nothing known",
    "bad",
    "good",
    "nothing known, fewer labels",
    "nothing known",
  ]);
});

test("of a class that the holdout has nothing of no F1 is expected, and of others one sample more", () => {
  const counts = (support: number, predicted: number, found: number) => ({ support, predicted, found });
  // Over both classes 6 of 10 are right: (0 + 0.6) / (4 + 1), (6 + 0.6) / (6 + 1).
  const [bad, good, unknown] = expectedF1s([counts(4, 0, 0), counts(6, 6, 6), counts(0, 0, 0)]);
  expect(bad).toBeCloseTo((2 * 0.12) / 1.12, 12);
  expect(good).toBeCloseTo((2 * (6.6 / 7)) / (1 + 6.6 / 7), 12);
  expect(unknown).toBeNull();
  expect(expectedF1s([counts(3, 3, 0)])).toEqual([0]);
});
