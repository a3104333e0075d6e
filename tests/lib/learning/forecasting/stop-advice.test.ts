import { describe, expect, it, test } from "vitest";
import {
  agreement,
  comparedForStability,
  keptForStability,
  stability,
} from "@/lib/learning/forecasting/stability";
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

describe("models that are compared", () => {
  /** What is kept after rounds of the given labels, each run after the one before. */
  function afterRounds(labels: readonly number[]): readonly { readonly labelsSpent: number }[] {
    let kept: { readonly labelsSpent: number }[] = [];
    for (const labelsSpent of labels) kept = keptForStability(kept.concat({ labelsSpent }));
    return kept;
  }

  const labelsOf = (models: readonly { readonly labelsSpent: number }[]) =>
    models.map((model) => model.labelsSpent);
  const upTo = (most: number, step: number) => Array.from({ length: most / step }, (_, i) => step * (i + 1));

  it("are at least 20 labels apart, and of many labels 2 %, however often a model is trained", () => {
    for (const [step, most] of [
      [1, 130],
      [5, 400],
      [1, 3_000],
    ] as const) {
      const kept = afterRounds(upTo(most, step));
      expect(kept.length).toBeLessThanOrEqual(5);
      const compared = labelsOf(comparedForStability(kept));
      expect(compared).toHaveLength(4);
      expect(compared.at(-1)).toBe(most);
      compared.slice(1).forEach((labels, i) => {
        expect(labels - compared[i]!).toBeGreaterThanOrEqual(Math.max(20, 0.02 * labels));
      });
      // Not so old that they tell of another state of learning.
      expect(compared[0]).toBeGreaterThan(most - 6 * Math.max(20, 0.02 * most));
    }
  });

  it("are found after every round once there are enough", () => {
    for (let most = 90; most <= 300; most++)
      expect(comparedForStability(afterRounds(upTo(most, 1)))).toHaveLength(4);
    expect(comparedForStability(afterRounds(upTo(60, 1)))).toEqual([]);
    expect(labelsOf(afterRounds(upTo(60, 1)))).toEqual([1, 21, 41, 60]);
  });

  it("are each of the last four where rounds are far apart, and none of before labels were taken back", () => {
    expect(labelsOf(comparedForStability(afterRounds(upTo(600, 60))))).toEqual([420, 480, 540, 600]);
    expect(labelsOf(afterRounds([...upTo(200, 20), 130]))).toEqual([120, 130]);
    expect(afterRounds([])).toEqual([]);
  });
});

describe("the advice", () => {
  const evidence: StopEvidence = {
    needed: { kind: "cannotTell", because: "outOfReach", holdoutNeeded: null, atLeast: 900 },
    nextHundred: { value: 0.02, low: 0.005, high: 0.04 },
    slope: { value: -0.02, low: -0.05, high: 0.01 },
    stability: 0.93,
    worthwhileGain: 0.01,
  };
  const near = { kind: "forecast", needed: { value: 0, low: 0, high: 170 }, holdoutNeeded: null } as const;
  const little = { value: 0.004, low: -0.002, high: 0.012 };
  const still = { nextHundred: little, stability: 0.995 };
  const cases: [string, Partial<StopEvidence>][] = [
    ["goOn", {}],
    ["targetMet", { needed: { kind: "reached" } }],
    ["flat", { nextHundred: { value: 0.002, low: 0, high: 0.008 } }],
    ["goOn", { nextHundred: little }],
    ["flat", { ...still, slope: { value: -0.004, low: -0.019, high: 0.01 } }],
    ["goOn", { ...still, slope: { value: -0.004, low: -0.021, high: 0.01 } }],
    ["goOn", { ...still, slope: { value: -0.012, low: -0.019, high: 0.01 } }],
    ["goOn", { ...still, slope: { value: -0.004, low: -0.019, high: 0.01 }, stability: 0.98 }],
    [
      "goOn",
      {
        ...still,
        slope: { value: -0.004, low: -0.019, high: 0.01 },
        nextHundred: { ...little, value: 0.011 },
      },
    ],
    ["goOn", still],
    [
      "growHoldout",
      { needed: { kind: "cannotTell", because: "fewHoldout", holdoutNeeded: 200, atLeast: null } },
    ],
    [
      "growHoldout",
      {
        needed: { kind: "cannotTell", because: "fewHoldout", holdoutNeeded: 200, atLeast: null },
        nextHundred: { value: 0.002, low: 0, high: 0.008 },
      },
    ],
    [
      "growHoldout",
      { needed: { ...near, holdoutNeeded: 200 }, nextHundred: { value: 0.002, low: 0, high: 0.008 } },
    ],
    ["goOn", { needed: near, nextHundred: { value: 0.002, low: 0, high: 0.008 } }],
    ["cannotTell", { needed: null, nextHundred: null }],
  ];
  it.each(cases)("is %s for %o", (advice, change) => {
    expect(stopAdvice({ ...evidence, ...change })).toBe(advice);
  });
});
