import { expect, test } from "vitest";
import { goalDraftOf, readGoalDraft } from "@/app/projects/[projectId]/_panel/goal-draft";
import { parseNumber } from "@/app/projects/[projectId]/_panel/parse-number";
import { progressOf } from "./progress-of";

test("a number is read as the language writes it, and never as a thousand times as much", () => {
  const english = ["88", "88 %", "0.88", "24.50", "24,50", "1,000", "1,234,567.5"];
  expect(english.map((text) => parseNumber(text, "en"))).toEqual([
    88, 88, 0.88, 24.5, 24.5, 1000, 1_234_567.5,
  ]);
  expect(["24,50", "24.50", "1.000", "1.234,5"].map((text) => parseNumber(text, "de"))).toEqual([
    24.5, 24.5, 1000, 1234.5,
  ]);
  for (const wrong of ["", "many", "-3", "1.2.3", "1e3"]) expect(parseNumber(wrong, "en")).toBeNaN();
});

test("what is set is shown in points and read back as the same", () => {
  const progress = progressOf({ target: 0.88, hourlyRate: 20.5, currency: "EUR", budget: 1000 });
  const set = { ...progress, holdout: { ...progress.holdout, askedWidth: 0.08 } };
  const draft = goalDraftOf(set, "de");
  expect(draft).toMatchObject({ target: "88", rate: "20,5", width: "8", budget: "1000" });
  expect(readGoalDraft(draft, "de")).toEqual({
    change: {
      targetMetric: "accuracy",
      target: 0.88,
      hourlyRate: 20.5,
      currency: "EUR",
      holdoutWidth: 0.08,
      budget: 1000,
    },
    wrong: [],
  });
});

test("fields that cannot be so are named, and what is empty is not set", () => {
  const empty = goalDraftOf(progressOf(), "en");
  expect(readGoalDraft(empty, "en")).toMatchObject({ change: { target: null, budget: null }, wrong: [] });
  const wrong = { target: "140", rate: "dear", currency: "dollars", width: "95", budget: "1.5" };
  expect(readGoalDraft({ ...empty, ...wrong }, "en").wrong.toSorted()).toEqual(
    ["budget", "currency", "rate", "target", "width"].toSorted(),
  );
  expect(readGoalDraft({ ...empty, metric: "logLoss", target: "1.4" }, "en").wrong).toEqual([]);
  expect(readGoalDraft({ ...empty, target: "0.9" }, "en").change.target).toBe(0.9);
});
