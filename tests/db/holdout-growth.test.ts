import { describe, expect, test } from "vitest";
import { holdoutGrowthOf, labelsForAskedWidth, labelsForMacroF1 } from "@/db/queries/holdout-growth";
import { FEWEST_OF_CLASS } from "@/lib/learning/evaluation/class-scores";
import { holdoutQuota } from "@/lib/learning/evaluation/holdout-quota";
import { holdoutLabelsFor } from "@/lib/learning/evaluation/holdout-size";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";

const settings = { holdoutQuota: 0.25, holdoutSampling: "uniform", holdoutWidth: 0.2 } as const;

const measured = (right: number, holdoutCount: number, labels: number | null = null) => ({
  holdoutAccuracy: { value: right / holdoutCount, ...wilsonInterval(right, holdoutCount) },
  holdoutCount,
  labelsForAskedWidth: labels,
});

test("a width that is asked for ends the growth at once, exactly where the queue hands out no more of the holdout", () => {
  for (let labels = 20; labels <= 120; labels++) {
    const right = Math.round(0.8 * labels);
    const quota = holdoutQuota({
      quota: 0.25,
      askedWidth: 0.2,
      sampling: "uniform",
      activeWidth: null,
      holdoutLabels: labels,
      accuracy: right / labels,
    });
    expect(holdoutGrowthOf(settings, measured(right, labels))).toBe(quota === 0 ? "atWidth" : "grows");
  }
  expect(holdoutGrowthOf({ ...settings, holdoutWidth: null }, measured(80, 100))).toBe("grows");
  expect(holdoutGrowthOf(settings, null)).toBe("grows");
});

test("without a share, and while active testing draws, no label drawn at random is added", () => {
  expect(holdoutGrowthOf({ ...settings, holdoutQuota: 0 }, measured(80, 100))).toBe("noShare");
  expect(holdoutGrowthOf({ ...settings, holdoutSampling: "active" }, measured(80, 100))).toBe(
    "activeTesting",
  );
});

test("the labels that another width takes are not told as those of this one", () => {
  const of = (askedWidth: number | null) => ({ ...measured(40, 50, 61), askedWidth });
  expect(labelsForAskedWidth(settings, of(settings.holdoutWidth))).toBe(61);
  expect(labelsForAskedWidth(settings, of(0.19))).toBeNull();
  expect(labelsForAskedWidth(settings, of(null))).toBeNull();
});

test("of an older release, which does not tell the width, they are not told where they contradict this one", () => {
  const enough = holdoutLabelsFor(0.2, 0.8);
  expect(labelsForAskedWidth(settings, measured(40, 50, enough))).toBe(enough);
  expect(labelsForAskedWidth({ ...settings, holdoutWidth: 0.5 }, measured(40, 50, enough))).toBeNull();
  expect(labelsForAskedWidth({ ...settings, holdoutWidth: null }, measured(40, 50, enough))).toBeNull();
  expect(labelsForAskedWidth(settings, null)).toBeNull();
});

describe("labels that macro F1 takes", () => {
  test("are as many of each class as its F1 takes, those of today counted", () => {
    expect(labelsForMacroF1("single", 77, null)).toBe(77 * FEWEST_OF_CLASS);
    const perClass = [30, 3, 0].map((support) => ({ ...unmeasured, support }));
    expect(labelsForMacroF1("single", 3, { perClass })).toBe(30 + 2 * FEWEST_OF_CLASS);
    expect(labelsForMacroF1("single", 4, { perClass })).toBe(30 + 3 * FEWEST_OF_CLASS);
  });

  test("are not known where a sample may have several classes", () => {
    expect(labelsForMacroF1("multi", 3, null)).toBeNull();
  });
});

const unmeasured = { precision: null, recall: null, f1: null, trainingLabels: 0, labelNext: null };
