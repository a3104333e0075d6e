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

const set = (() => {
  const progress = progressOf({ target: 0.88, hourlyRate: 20.5, currency: "EUR", budget: 1000 });
  return { ...progress, holdout: { ...progress.holdout, askedWidth: 0.08 } };
})();

test("what is set is shown in points and read back as the same", () => {
  const draft = goalDraftOf(set, "de");
  expect(draft).toMatchObject({ target: "88", rate: "20,5", width: "8", budget: "1000" });
  const nothing = { ...draft, target: "", rate: "", currency: "", width: "", budget: "" };
  expect(readGoalDraft(draft, nothing, "de")).toEqual({
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

test("only what was changed is sent, so that two tabs do not undo each other's", () => {
  const opened = goalDraftOf(set, "en");
  const changeOf = (typed: Partial<typeof opened>) =>
    readGoalDraft({ ...opened, ...typed }, opened, "en").change;
  expect(changeOf({})).toEqual({});
  expect(changeOf({ budget: "1200" })).toEqual({ budget: 1200 });
  expect(changeOf({ rate: "" })).toEqual({ hourlyRate: null });
  // A target alone would be read as one of whatever another tab measures by.
  expect(changeOf({ target: "90" })).toEqual({ target: 0.9, targetMetric: "accuracy" });
  expect(changeOf({ metric: "logLoss", target: "" })).toEqual({ target: null, targetMetric: "logLoss" });
  const without = { ...opened, target: "" };
  expect(readGoalDraft({ ...without, metric: "macroF1" }, without, "en").change).toEqual({
    target: null,
    targetMetric: "macroF1",
  });
});

test("fields that cannot be so are named, and what is emptied is not set", () => {
  const opened = goalDraftOf(set, "en");
  const read = (typed: Partial<typeof opened>) => readGoalDraft({ ...opened, ...typed }, opened, "en");
  expect(read({ target: "", budget: "" })).toMatchObject({
    change: { target: null, budget: null },
    wrong: [],
  });
  const wrong = { target: "140", rate: "dear", currency: "dollars", width: "95", budget: "1.5" };
  expect(read(wrong).wrong.toSorted()).toEqual(["budget", "currency", "rate", "target", "width"]);
  expect(read({ rate: "99,999,999" }).wrong).toEqual(["rate"]);
  expect(read({ metric: "logLoss", target: "1.4" }).wrong).toEqual([]);
  expect(read({ target: "0.9" }).change.target).toBe(0.9);
});
