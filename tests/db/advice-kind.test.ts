import { expect, test } from "vitest";
import { adviceKindOf } from "@/db/queries/advice-kind";
import type { MeasuredOutlook } from "@/lib/contracts/measurements";

const today = { budget: null, labelsSpent: 300, targetMetric: "accuracy", target: 0.9 } as const;
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
