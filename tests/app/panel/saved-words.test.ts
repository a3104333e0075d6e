import { expect, test } from "vitest";
import { savedWords } from "@/app/projects/[projectId]/_panel/saved-words";
import type { Progress, Saved } from "@/lib/contracts/progress";
import { byMetric, estimate, pointOf, progressOf, wordsIn } from "./progress-of";

const say = (saved: Saved, more: Partial<Progress> = {}) =>
  savedWords(
    progressOf({ curve: [pointOf(312, [63, 75])], saved: byMetric(saved), ...more }),
    "accuracy",
    wordsIn("en"),
  );

const onlyLabels = (value: number, low: number, high: number | null) => {
  return { labels: estimate(value, low, high), hours: null, money: null };
};

test("what was saved is told by what random labeling would have needed, and “more than” where it never gets there", () => {
  const saved = { saved: onlyLabels(478, 250, 900), randomNeeds: estimate(790.4, 562, 1212) };
  expect(say({ kind: "saved", ...saved, isAtLeast: false })).toBe(
    "For today’s score random labeling would have needed about 790 labels (560 to 1,200).",
  );
  const never = { saved: onlyLabels(5928, 900, null), randomNeeds: estimate(6240, 1200, null) };
  expect(say({ kind: "saved", ...never, isAtLeast: true })).toBe(
    "For today’s score random labeling would have needed more than 6,200 labels (1,200 or more).",
  );
});

test("it is said when random labeling would have needed fewer, and when the two cannot be told apart", () => {
  const lost = { saved: onlyLabels(-112, -200, -20), randomNeeds: estimate(200, 112, 292) };
  expect(say({ kind: "lost", ...lost, isAtLeast: false })).toMatch(
    /needed only about 200 labels \(110 to 290\)\.$/,
  );
  expect(say({ kind: "indistinguishable", saved: onlyLabels(80, -121, 300) })).toBe(
    "Not yet distinguishable from random labeling: it may have cost up to 120 labels more than that, or saved up to 300.",
  );
  expect(say({ kind: "indistinguishable", saved: onlyLabels(80, -121, null) })).toMatch(
    /may have cost up to 120 labels more than that, or saved any number\.$/,
  );
});

test("while it is too early it is said what would tell", () => {
  const randomMeasured = { labelsSpent: 300, at: "2026-01-01T00:00:00.000Z" };
  expect(say({ kind: "tooEarly", holdoutNeeded: 150 }, { randomMeasured })).toBe(
    "Too early to tell: 75 more holdout labels would tell, 150 in all.",
  );
  expect(say({ kind: "tooEarly", holdoutNeeded: null }, { curve: [pointOf(20, [5, 10])] })).toBe(
    "Too early to tell: 40 more holdout labels would tell, 50 in all.",
  );
  expect(say({ kind: "tooEarly", holdoutNeeded: null })).toMatch(/^Not measured yet/);
  expect(say({ kind: "tooEarly", holdoutNeeded: null }, { randomMeasured })).toMatch(
    /more labels of the random arm/,
  );
});
