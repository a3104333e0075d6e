import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaUnderCurve } from "@/lib/learning/evaluation/area-under-curve";
import { finalAccuracy, labelsSaved } from "@/lib/learning/evaluation/labels-saved";
import {
  accuracyAt,
  type LearningCurve,
  labelsToReach,
  medianCurve,
} from "@/lib/learning/evaluation/learning-curve";
import { median, quantile } from "@/lib/learning/evaluation/quantile";
import { createRandom } from "@/lib/learning/random";

const curve = (...points: [number, number][]): LearningCurve =>
  points.map(([labels, accuracy]) => ({ labels, accuracy }));

const anyCurve = fc
  .uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 12 })
  .chain((counts) =>
    fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), {
        minLength: counts.length,
        maxLength: counts.length,
      })
      .map((accuracies) =>
        counts.sort((a, b) => a - b).map((labels, i) => ({ labels, accuracy: accuracies[i]! })),
      ),
  );

describe("quantile", () => {
  it("agrees with numpy's default on ten values", () => {
    // numpy.quantile([3, 1, 4, 1, 5, 9, 2, 6, 5, 3], [0.025, 0.1, 0.5, 0.975])
    const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
    const expected = [1, 1, 3.5, 8.325];
    for (const [i, share] of [0.025, 0.1, 0.5, 0.975].entries()) {
      expect(quantile(values, share)).toBeCloseTo(expected[i]!, 12);
    }
  });

  it("keeps infinity and has no answer without values", () => {
    expect(median([1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
    expect(median([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 4])).toBe(4);
    expect(quantile([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], 0.1)).toBe(
      Number.NEGATIVE_INFINITY,
    );
    expect(median([])).toBeNaN();
  });
});

describe("medianCurve", () => {
  it("takes the median of the curves that have a label count", () => {
    const curves = [curve([10, 0.5], [20, 0.9]), curve([10, 0.7], [20, 0.6]), curve([20, 0.8])];
    expect(medianCurve(curves)).toEqual(curve([10, 0.6], [20, 0.8]));
  });
});

describe("accuracyAt", () => {
  const rising = curve([20, 0.5], [40, 0.7], [60, 0.6]);

  it("is linear between points and unknown outside of them", () => {
    expect(accuracyAt(rising, 40)).toBe(0.7);
    expect(accuracyAt(rising, 25)).toBeCloseTo(0.55, 12);
    expect(accuracyAt(rising, 50)).toBeCloseTo(0.65, 12);
    expect([accuracyAt(rising, 19), accuracyAt(rising, 61), accuracyAt([], 1)]).toEqual([null, null, null]);
  });
});

describe("labelsToReach", () => {
  it("reads the best accuracy so far, linear between points", () => {
    const dipping = curve([10, 0.4], [20, 0.6], [30, 0.5], [40, 0.8]);
    expect(labelsToReach(dipping, 0.3)).toBe(10);
    expect(labelsToReach(dipping, 0.5)).toBeCloseTo(15, 12);
    expect(labelsToReach(dipping, 0.6)).toBe(20);
    // From 0.6, the best at 30 labels, to 0.8 at 40.
    expect(labelsToReach(dipping, 0.7)).toBeCloseTo(35, 12);
    expect(labelsToReach(dipping, 0.81)).toBeNull();
  });

  it("never takes fewer labels for a higher accuracy", () => {
    const level = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyCurve, level, level, (points, a, b) => {
        const [easy, hard] = [Math.min(a, b), Math.max(a, b)].map(
          (accuracy) => labelsToReach(points, accuracy) ?? Number.POSITIVE_INFINITY,
        );
        expect(easy).toBeLessThanOrEqual(hard! + 1e-9);
      }),
    );
  });
});

describe("areaUnderCurve", () => {
  it("is the trapezoids' area over the span", () => {
    // (0.5 + 0.7)/2·10 + (0.7 + 0.9)/2·30 = 6 + 24, over 40.
    expect(areaUnderCurve(curve([10, 0.5], [20, 0.7], [50, 0.9]))).toBeCloseTo(0.75, 12);
    expect(areaUnderCurve(curve([10, 0.5]))).toBe(0.5);
    expect(areaUnderCurve([])).toBeNull();
  });

  it("lies between the lowest and the highest accuracy", () => {
    fc.assert(
      fc.property(anyCurve, (points) => {
        const accuracies = points.map(({ accuracy }) => accuracy);
        const area = areaUnderCurve(points)!;
        expect(area).toBeGreaterThanOrEqual(Math.min(...accuracies) - 1e-9);
        expect(area).toBeLessThanOrEqual(Math.max(...accuracies) + 1e-9);
      }),
    );
  });
});

describe("labelsSaved", () => {
  const slow = [0, 0.02, -0.02].map((shift) =>
    curve([10, 0.4 + shift], [50, 0.6 + shift], [90, 0.8 + shift]),
  );
  const fast = [0, 0.02, -0.02].map((shift) =>
    curve([10, 0.5 + shift], [50, 0.8 + shift], [90, 0.9 + shift]),
  );

  it("is what random needed less what the strategy needed", () => {
    // 0.7 is half way from 50 to 90 on the slow median, and two thirds from 10 to 50 on the fast one.
    const saved = labelsSaved(fast, slow, () => 0.7, createRandom(1))!;
    expect(saved.labels).toBeCloseTo(70 - (10 + (2 / 3) * 40), 9);
    expect(saved).toMatchObject({ accuracy: 0.7, atLeast: null, atMost: null });
    // A seed moves the slow arm by 4 labels and the fast one by 2 2/3, each way.
    expect(saved.low).toBeCloseTo(saved.labels! - 4 - 8 / 3, 6);
    expect(saved.high).toBeCloseTo(saved.labels! + 4 + 8 / 3, 6);
  });

  it("is a lower bound when random never gets there, open above", () => {
    const saved = labelsSaved(fast, slow, finalAccuracy, createRandom(1))!;
    expect(saved).toMatchObject({ labels: null, atLeast: 0, atMost: null, high: null });
    const earlier = labelsSaved(fast, slow, () => 0.85, createRandom(1))!;
    expect(earlier.labels).toBeNull();
    expect(earlier.atLeast).toBeCloseTo(90 - 70, 9);
  });

  it("is an upper bound when only random gets there, open below", () => {
    const saved = labelsSaved(slow, fast, () => 0.85, createRandom(1))!;
    expect(saved).toMatchObject({ labels: null, atLeast: null, low: null });
    expect(saved.atMost).toBeCloseTo(70 - 90, 9);
  });

  it("knows nothing of an accuracy that neither reaches", () => {
    expect(labelsSaved(slow, fast, () => 0.99, createRandom(1))).toEqual({
      accuracy: 0.99,
      labels: null,
      atLeast: null,
      atMost: null,
      low: null,
      high: null,
    });
    expect(labelsSaved([[]], fast, () => 0.5, createRandom(1))).toBeNull();
  });

  it("is nothing for random against itself, and the same for the same seed", () => {
    const final = (_: LearningCurve, baseline: LearningCurve) => finalAccuracy(baseline);
    expect(labelsSaved(slow, slow, final, createRandom(1))!.labels).toBe(0);
    expect(labelsSaved(fast, slow, final, createRandom(7))).toEqual(
      labelsSaved(fast, slow, final, createRandom(7)),
    );
  });
});
