import { expect, test } from "vitest";
import { adviceKindOf } from "@/db/queries/advice-kind";
import type { MeasuredOutlook } from "@/lib/contracts/measurements";

const today = {
  budget: null,
  labelsSpent: 300,
  ownSamples: 5_000,
  targetMetric: "accuracy",
  target: 0.9,
} as const;
const gain = { value: 0.01, low: 0, high: 0.02 };

function adviceOf(
  measured: Partial<MeasuredOutlook>,
  changed: Partial<Parameters<typeof adviceKindOf>[0]> = {},
) {
  const outlook = { metric: "accuracy", target: 0.9, nextHundred: gain, ...measured } as MeasuredOutlook;
  return adviceKindOf({ ...today, ...changed }, outlook);
}

test("a budget is said to be spent where it is, and where it is not, not any more", () => {
  expect(adviceOf({ advice: "goOn" }, { budget: 300 })).toBe("budgetSpent");
  expect(adviceOf({ advice: "goOn" }, { budget: 301 })).toBe("goOn");
  expect(adviceOf({ advice: "budgetSpent" }, { budget: 301 })).toBe("goOn");
  expect(adviceOf({ advice: "budgetSpent", nextHundred: null }, { budget: 301 })).toBe("cannotTell");
  expect(adviceKindOf({ ...today, budget: 300 }, null)).toBe("budgetSpent");
  expect(adviceKindOf(today, null)).toBe("cannotTell");
});

test("a target that is met is worth saying before a budget that is spent", () => {
  expect(adviceOf({ advice: "targetMet" }, { budget: 300 })).toBe("targetMet");
});

test("what was said of another target is said of none", () => {
  const other = { target: 0.95 };
  expect(adviceOf({ advice: "targetMet" }, other)).toBe("goOn");
  expect(adviceOf({ advice: "growHoldout" }, other)).toBe("goOn");
  expect(adviceOf({ advice: "flat" }, other)).toBe("flat");
  expect(adviceOf({ advice: "targetMet" }, { targetMetric: "macroF1" })).toBe("goOn");
});

test("nobody is told to go on along a flat curve for a target that the labels left do not reach", () => {
  const farFrom = (low: number): Partial<MeasuredOutlook> => ({
    ...{ advice: "goOn", isFlat: true },
    needed: { kind: "forecast", needed: { value: 3 * low, low, high: null }, holdoutNeeded: null },
  });
  expect(adviceOf(farFrom(4_700))).toBe("goOn");
  expect(adviceOf(farFrom(4_701))).toBe("flat");
  expect(adviceOf(farFrom(200), { budget: 400 })).toBe("flat");
  expect(adviceOf(farFrom(200), { budget: 500 })).toBe("goOn");
  expect(adviceOf({ ...farFrom(4_701), isFlat: false })).toBe("goOn");
  expect(adviceOf(farFrom(4_701), { target: 0.95 })).toBe("goOn");
});

test("where a target may be reached and no holdout of the pool would tell, a flat curve is to stop for", () => {
  const there = (holdoutNeeded: number | null): Partial<MeasuredOutlook> => ({
    ...{ advice: "goOn", isFlat: true },
    needed: { kind: "forecast", needed: { value: 0, low: 0, high: 700 }, holdoutNeeded },
  });
  expect(adviceOf(there(null))).toBe("flat");
  expect(adviceOf(there(900))).toBe("goOn");
});

test("what was found flat in one metric is said of no other", () => {
  expect(adviceOf({ advice: "flat" }, { targetMetric: "logLoss" })).toBe("goOn");
  expect(adviceOf({ advice: "flat", nextHundred: null }, { targetMetric: "logLoss" })).toBe("cannotTell");
});
