import { expect, test } from "vitest";
import { legendOf, meaningOf } from "@/app/projects/[projectId]/_panel/curve-facts";
import type { Words } from "@/app/projects/[projectId]/_panel/use-words";
import { type CurveMetric, holdoutWorthACurve, type Progress } from "@/lib/contracts/progress";
import { FEWEST_HOLDOUT } from "@/lib/learning/forecasting/forecast-curve";
import { byMetric, estimate, pointOf, progressOf, wordsIn } from "./progress-of";

const [english, german] = [wordsIn("en"), wordsIn("de")];

const meaning = (progress: Progress, metric: CurveMetric, words: Words) => meaningOf(progress, metric, words);

test("the page and the worker begin to speak of a curve at the same number of holdout labels", () => {
  expect(holdoutWorthACurve).toBe(FEWEST_HOLDOUT);
});

test("with fewer than 50 holdout labels it is too early to tell, whatever the slope, and it is said how many would tell", () => {
  expect(meaning(progressOf({ curve: [pointOf(5, [1, 1])] }), "accuracy", english)).toBe(
    "Too early to tell: with 1 holdout label the truth most likely lies between 20.7 and 100.0\u00a0%. " +
      "How the curve moves takes at least 49 more holdout labels, and three models in the last quarter of the labels.",
  );
  const slope = byMetric(estimate(0.1, 0.05, 0.15));
  const almost = progressOf({ curve: [pointOf(116, [29, 49])], slope });
  expect(meaning(almost, "accuracy", english)).toMatch(
    /^Too early to tell: with 49 .* at least 1 more holdout label,/,
  );
  expect(meaning(progressOf({ curve: [pointOf(116, [29, 50])], slope }), "accuracy", english)).toMatch(
    /^Over the last quarter/,
  );
});

test("a slope whose interval holds nought may be chance, and one whose interval does not is told", () => {
  const curve = [pointOf(312, [63, 75])];
  const told = (value: number, low: number, high: number) =>
    meaning(progressOf({ curve, slope: byMetric(estimate(value, low, high)) }), "accuracy", english);
  expect(told(0.019, 0.005, 0.031)).toBe(
    "Over the last quarter of the labels accuracy rose by 1.9 points per 100 labels (between +0.5 and +3.1): " +
      "with 75 holdout labels the truth most likely lies between 74.1 and 90.6\u00a0%.",
  );
  expect(told(-0.019, -0.031, -0.005)).toMatch(/accuracy fell by 1\.9 points .*between −3\.1 and −0\.5/);
  expect(told(-0.001, -0.02, 0.018)).toMatch(/accuracy fell by 0\.1 points .* which may be chance/);
  expect(told(0.0002, -0.069, 0.069)).toMatch(
    /^Over the last quarter of the labels accuracy may have risen or fallen \(between −6\.9 and \+6\.9 per 100 labels\): /,
  );
  expect(told(0.002, -0.001, 0.005)).toMatch(/hardly moved/);
  expect(told(0.0004, -0.01, 0.01)).toMatch(
    /^Over the last quarter of the labels accuracy hardly moved \(between −1\.0 and \+1\.0 per 100 labels\): /,
  );
});

test("without models in the last quarter, and of a score without an interval, nothing more is claimed than that", () => {
  const curve = [pointOf(100, [50, 64])];
  expect(meaning(progressOf({ curve }), "accuracy", english)).toMatch(/^Too few models in the last quarter/);
  expect(meaning(progressOf({ curve }), "logLoss", english)).toMatch(
    /it reads 0\.60 on 64 holdout labels, without an interval: an honest one takes at least 15 samples that carry/,
  );
  const bounded = { ...curve[0]!.scores, macroF1: estimate(0.7, 0.6, 0.8) };
  const known = progressOf({ curve: [{ ...curve[0]!, scores: bounded }] });
  expect(meaning(known, "macroF1", english)).toMatch(/^Too few models/);
  expect(legendOf(progressOf({ curve }), "macroF1", english)).toBe("");
  expect(legendOf(progressOf({ curve }), "accuracy", english)).toBe("Band: 95\u00a0%.");
  expect(meaning(progressOf(), "accuracy", english)).toBe("");
});

test("log loss is told in its own unit, and in German the numbers are written as Germans write them", () => {
  const scores = {
    ...byMetric(estimate(0.866, 0.854, 0.878)),
    logLoss: estimate(0.42, 0.38, 0.47),
  };
  const curve = [pointOf(12_000, [2600, 3000], { scores })];
  const slope = { ...byMetric(estimate(0.067, 0.05, 0.08)), logLoss: estimate(-0.02, -0.03, -0.01) };
  const progress = progressOf({ curve, slope });
  expect(meaning(progress, "logLoss", english)).toBe(
    "Over the last quarter of the labels log loss fell by 0.020 per 100 labels (between −0.030 and −0.010): " +
      "with 3,000 holdout labels the truth most likely lies between 0.38 and 0.47.",
  );
  expect(meaning(progress, "accuracy", german)).toBe(
    "Im letzten Viertel der Labels stieg die Genauigkeit um 6,7 Punkte je 100 Labels (zwischen +5,0 und +8,0): " +
      "mit 3.000 Holdout-Labels liegt der wahre Wert am ehesten zwischen 85,4 und 87,8\u00a0%.",
  );
  expect(legendOf(progress, "logLoss", english)).toBe("Band: 95\u00a0%. Lower log loss is better.");
});

test("the legend says up to how many labels random labeling is known, and what is dashed", () => {
  const progress = progressOf({
    curve: [pointOf(312, [63, 75])],
    random: [{ labelsSpent: 100, trainingLabels: 75, scores: byMetric(estimate(0.7, 0.6, 0.8)) }],
    randomMeasured: { labelsSpent: 300, at: "2026-01-01T00:00:00.000Z" },
    path: byMetric([{ labelsSpent: 312, score: estimate(0.84, 0.8, 0.88) }]),
  });
  expect(legendOf(progress, "accuracy", english)).toBe(
    "Band: 95\u00a0%. Random labeling: known up to 100 labels, a holdout’s share as here included, as only those drawn at random among 300 labels can tell; band 95\u00a0%. " +
      "Dashed: where the curve goes on, band 80\u00a0%.",
  );
  // No band is spoken of that is not drawn.
  const score = { value: 0.7, low: null, high: null };
  const random = [{ labelsSpent: 100, trainingLabels: 75, scores: byMetric(score) }];
  expect(legendOf({ ...progress, random }, "accuracy", english)).toMatch(
    /among 300 labels can tell\. Dashed/,
  );
});

test("of macro F1 it is said from the start what it takes, or that it is never told and what is", () => {
  const curve = [pointOf(60, [5, 15])];
  const { holdout } = progressOf({ curve });
  const of = (labelsForMacroF1: number | null, words = english, of = curve) =>
    meaning(progressOf({ curve: of, holdout: { ...holdout, labelsForMacroF1 } }), "macroF1", words);
  expect(of(391)).toBe(
    "Too early to tell: macro F1 reads 50.0\u00a0% on 15 holdout labels, without an interval. It takes five holdout labels of " +
      "each class: with every class at least 376 more, 391 in all, and more where one is rare. Accuracy takes 50 in all.",
  );
  expect(of(391, german)).toMatch(/mindestens 376 weitere, 391 insgesamt/);
  const scores = { ...curve[0]!.scores, macroF1: estimate(0.7, 0.6, 0.8) };
  expect(of(null, english, [pointOf(200, [30, 49], { scores })])).toMatch(
    /^How the curve of macro F1 moves cannot be told where .*; accuracy and log loss tell it: with 49 .* 80\.0\s%\.$/,
  );
  expect(of(null)).not.toMatch(/more holdout/);
});

test("holdout labels that do not come, and models that none follows while one is frozen, are not promised", () => {
  const curve = [pointOf(180, [40, 45])];
  const { holdout } = progressOf({ curve });
  const stopped = progressOf({ curve, holdout: { ...holdout, growth: "atWidth" } });
  expect(meaning(stopped, "accuracy", english)).toMatch(
    /at least 5 more holdout labels, .* The holdout has stopped growing, .*: ask for a narrower one under Holdout\.$/,
  );
  expect(meaning(stopped, "accuracy", german)).toMatch(/Wünsche unter Holdout ein schmaleres\.$/);
  const frozen = progressOf({ curve: [pointOf(300, [60, 75])], pinnedModelNumber: 12 });
  expect(meaning(frozen, "accuracy", english)).toMatch(
    /^Too few models .* While model 12 is frozen no other is trained: let rounds train again/,
  );
});
