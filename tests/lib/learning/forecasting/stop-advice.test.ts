import { describe, expect, it, test } from "vitest";
import { agreement, stability } from "@/lib/learning/forecasting/stability";
import { type StopEvidence, stopAdvice } from "@/lib/learning/forecasting/stop-advice";

test("agreement beyond chance is Cohen's kappa", () => {
  // 20 and 15 of 50 alike; by chance half would be (the example of Cohen 1960's statistic in common use).
  const pairs = [
    ...Array.from({ length: 20 }, () => [0, 0]),
    ...Array.from({ length: 5 }, () => [0, 1]),
    ...Array.from({ length: 10 }, () => [1, 0]),
    ...Array.from({ length: 15 }, () => [1, 1]),
  ];
  const [first, second] = [pairs.map(([a]) => a!), pairs.map(([, b]) => b!)];
  expect(agreement(first, second)).toBeCloseTo(0.4, 12);
  expect(agreement([2, 2, 2], [2, 2, 2])).toBe(1);
  expect(() => agreement([1], [1, 2])).toThrow(RangeError);
});

test("stability is the lowest of the last three agreements", () => {
  const [still, moved] = [
    [0, 1, 0, 1],
    [0, 1, 1, 1],
  ];
  expect(stability([still, still, still])).toBeNull();
  expect(stability([moved, still, still, still, still])).toBe(1);
  expect(stability([still, still, moved, moved])).toBeCloseTo(agreement(still, moved), 12);
});

describe("the advice", () => {
  const evidence: StopEvidence = {
    budgetLeft: 100,
    needed: { kind: "forecast", needed: { value: 200, low: 100, high: 400 } },
    nextHundred: { value: 0.02, low: 0.005, high: 0.04 },
    slope: { value: -0.02, low: -0.05, high: 0.01 },
    stability: 0.93,
    worthwhileGain: 0.01,
  };
  const little = { value: 0.004, low: -0.002, high: 0.012 };
  const cases: [string, Partial<StopEvidence>][] = [
    ["goOn", {}],
    ["targetMet", { needed: { kind: "reached" }, budgetLeft: 0 }],
    ["budgetSpent", { budgetLeft: 0 }],
    ["flat", { nextHundred: { value: 0.002, low: 0, high: 0.008 } }],
    ["goOn", { nextHundred: little }],
    ["flat", { nextHundred: little, stability: 0.995, slope: { value: -0.004, low: -0.03, high: 0.02 } }],
    ["goOn", { nextHundred: little, stability: 0.995 }],
    [
      "growHoldout",
      { needed: { kind: "cannotTell", because: "fewHoldout", holdoutNeeded: 200, atLeast: null } },
    ],
    ["cannotTell", { needed: null, nextHundred: null }],
  ];
  it.each(cases)("is %s for %o", (advice, change) => {
    expect(stopAdvice({ ...evidence, ...change })).toBe(advice);
  });
});
