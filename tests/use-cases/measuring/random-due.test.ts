import { expect, test } from "vitest";
import { isRandomDue } from "@/lib/measuring/request-random-when-due";

const labels = (count: number) => Array.from({ length: count }, (_, row) => ({ row }));

const due = {
  trainingLabels: labels(60),
  holdoutLabels: labels(50),
  sets: null,
  project: { pinnedModelVersionId: null },
  models: [{ labelsSpent: 40 }, { labelsSpent: 115 }],
  random: { labelsSpent: 100 },
};

test("random labeling is measured when the newest model has learned from 15 % more labels than the last compared", () => {
  expect(isRandomDue(due)).toBe(true);
  expect(isRandomDue({ ...due, random: null })).toBe(true);
  expect(isRandomDue({ ...due, models: [{ labelsSpent: 114 }] })).toBe(false);
});

test("it is not measured while a model is pinned, on few holdout labels, or with none to learn from", () => {
  expect(isRandomDue({ ...due, project: { pinnedModelVersionId: "1" } })).toBe(false);
  expect(isRandomDue({ ...due, holdoutLabels: labels(49) })).toBe(false);
  expect(isRandomDue({ ...due, trainingLabels: [] })).toBe(false);
  expect(isRandomDue({ ...due, sets: { trainingLabels: [], holdoutLabels: labels(50) } })).toBe(false);
});
