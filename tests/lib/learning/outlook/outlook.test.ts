import { describe, expect, it } from "vitest";
import { type MeasuredPoint, meanOf } from "@/lib/learning/forecasting/measured-curve";
import { type OutlookInput, outlookOf } from "@/lib/learning/outlook/outlook";
import { createRandom } from "@/lib/learning/random";
import { range } from "../forecasting/holdouts";

const always = { accuracy: true, macroF1: true, logLoss: true };

/** Models of 40 to 400 labels that err so often, on the same holdout. */
const pointsOf = (errorAt: (labels: number) => number, holdout: number): MeasuredPoint[] =>
  range(40, 400, 20).map((labels) => ({
    labels,
    ...meanOf({ length: holdout }, (_, i) => (i < Math.round(errorAt(labels) * holdout) ? 1 : 0)),
  }));

function outlookWith(points: readonly MeasuredPoint[], more: Partial<OutlookInput>) {
  const input: OutlookInput = {
    points: { accuracy: points, macroF1: points, logLoss: points },
    metric: "accuracy",
    target: 0.9,
    classCount: 4,
    isChanceKnown: always,
    leastMacroF1: () => 1,
    mostHoldout: 5_000,
    poolClasses: [],
    ...more,
  };
  return outlookOf(input, createRandom(1));
}

describe("an outlook", () => {
  const good = pointsOf((labels) => 0.03 + 4 / labels, 400);

  it("claims nothing of a score of which it is not known how far chance moves it", () => {
    const of = outlookWith(good, { metric: "macroF1", isChanceKnown: { ...always, macroF1: false } });
    expect(of.needed).toMatchObject({ kind: "cannotTell", because: "noInterval" });
    expect(of.advice).toBe("cannotTell");
    expect([of.slope.macroF1, of.nextHundred, of.path.macroF1]).toEqual([null, null, []]);
    expect(of.slope.accuracy).not.toBeNull();
  });

  it("calls a target of macro F1 met only where the least that it can be is beyond it, and asks for a holdout where it is", () => {
    const met = (leastMacroF1: OutlookInput["leastMacroF1"]) =>
      outlookWith(good, { metric: "macroF1", leastMacroF1 }).needed;
    expect(met(() => 0.91)).toEqual({ kind: "reached" });
    expect(met((growth) => 0.85 + 0.02 * growth)).toMatchObject({
      because: "fewHoldout",
      holdoutNeeded: 1_000,
    });
  });

  it("says how large a holdout tells whether a curve that may be there is there, by what decides, and to let it grow", () => {
    const near = pointsOf((labels) => 0.05 + 4 / labels, 100);
    const { needed, advice } = outlookWith(near, { target: 0.9 });
    expect(needed).toMatchObject({ holdoutNeeded: expect.any(Number) });
    expect(advice).toBe("growHoldout");
    const { holdoutNeeded } = needed as { holdoutNeeded: number };
    expect(holdoutNeeded).toBeGreaterThan(100);
    // With as many, and the same errors, it is told.
    const enough = pointsOf((labels) => 0.05 + 4 / labels, holdoutNeeded + 200);
    expect(outlookWith(enough, { target: 0.9 }).needed).toEqual({ kind: "reached" });
    expect(outlookWith(near, { target: 0.9, mostHoldout: 120 }).needed).toMatchObject({
      holdoutNeeded: null,
    });
  });
});
