import { expect, test } from "vitest";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";
import type { MeasuredPoint } from "@/lib/learning/forecasting/measured-curve";
import { holdoutUntilSure, isSurelyMet } from "@/lib/learning/forecasting/target-evidence";
import { createRandom } from "@/lib/learning/random";
import { tellingModels } from "@/lib/measuring/telling-models";
import { range } from "./holdouts";

const TARGET = 0.1;

/** Holdout labels with which each rule first says that the target is met; null where it never does. */
interface Verdicts {
  readonly plain: number | null;
  readonly sure: number | null;
}

/**
 * A project with a round every 20 labels, a quarter of which go to the holdout: each model errs where the sample's
 * difficulty says so, but for `own` of the samples, where it errs by itself.
 */
function followProject(errorAt: (labels: number) => number, own: number, seed: number): Verdicts {
  const random = createRandom(seed, "project");
  const [most, step] = [2_000, 20];
  const difficulty = Float64Array.from({ length: most / 4 }, () => random.next());
  const models: { labelsSpent: number; wrongUntil: Int32Array }[] = [];
  const first: { plain: number | null; sure: number | null } = { plain: null, sure: null };
  for (let labelsSpent = 20; labelsSpent <= most && first.sure === null; labelsSpent += step) {
    const error = errorAt(labelsSpent);
    let wrong = 0;
    const wrongUntil = Int32Array.from(difficulty, (level) => {
      wrong += (random.next() < own ? random.next() : level) < error ? 1 : 0;
      return wrong;
    });
    models.push({ labelsSpent, wrongUntil });
    const holdout = Math.floor(labelsSpent / 4);
    if (holdout < 50 || wilsonInterval(wrongUntil[holdout - 1]!, holdout).high >= TARGET) continue;
    first.plain ??= holdout;
    // Of an accuracy the error and the number of samples say all.
    const influence = nothing.subarray(0, holdout);
    const points = tellingModels(models).map((model) => {
      return { labels: model.labelsSpent, error: model.wrongUntil[holdout - 1]! / holdout, influence };
    });
    if (isSurelyMet(points, TARGET, "accuracy")) first.sure = holdout;
  }
  return first;
}

const nothing = new Float64Array(500);

const shareOf = (verdicts: readonly Verdicts[], rule: keyof Verdicts) =>
  verdicts.filter((one) => one[rule] !== null).length / verdicts.length;

test.each([
  ["stays just above the target, models alike", () => TARGET, 0.03],
  ["stays just above the target, models unlike", () => TARGET, 0.15],
  ["falls to the target and no further", (labels: number) => TARGET + 3.3 * labels ** -0.8, 0.15],
] as const)(
  "in at most 5 of 100 projects a target is ever called met that never is: %s",
  (_, errorAt, own) => {
    const verdicts = range(0, 149, 1).map((seed) => followProject(errorAt, own, seed));
    expect(shareOf(verdicts, "sure")).toBeLessThanOrEqual(0.05);
    // A 95 % interval that is looked at after each round would be wrong more often.
    expect(shareOf(verdicts, "plain")).toBeGreaterThan(0.06);
  },
);

test("a target that is exceeded by five points is called met, with at most four times the labels of one honest look", () => {
  const verdicts = range(0, 49, 1).map((seed) => followProject(() => TARGET - 0.05, 0.1, seed));
  expect(shareOf(verdicts, "sure")).toBeGreaterThanOrEqual(0.95);
  const needed = verdicts.map(({ sure }) => sure ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  // Whose 95 % interval lies beyond the target in half of all projects.
  const oneLook = range(20, 600, 1).find((n) => wilsonInterval((TARGET - 0.05) * n, n).high < TARGET)!;
  expect(needed[25]! / oneLook).toBeLessThan(4);
});

function measured(errors: readonly number[], holdout: number): MeasuredPoint[] {
  return errors.map((error, i) => {
    const wrong = Math.round(error * holdout);
    const influence = Float64Array.from({ length: holdout }, (_, k) => (k < wrong ? 1 : 0) - wrong / holdout);
    return { labels: 40 * (i + 1), error: wrong / holdout, influence };
  });
}

test("as many holdout labels are asked for as make it certain, and none where the target is not met", () => {
  const errors = [0.2, 0.1, 0.06, 0.06, 0.06];
  expect(isSurelyMet(measured(errors, 100), TARGET, "accuracy")).toBe(false);
  const needed = holdoutUntilSure(measured(errors, 100), TARGET, "accuracy")!;
  expect(needed).toBeGreaterThan(100);
  // Mistakes are whole numbers there.
  const enough = Math.ceil(needed / 50) * 50;
  expect(isSurelyMet(measured(errors, enough), TARGET, "accuracy")).toBe(true);
  expect(isSurelyMet(measured(errors, enough - 100), TARGET, "accuracy")).toBe(false);
  expect(holdoutUntilSure(measured([0.2, 0.2, 0.12], 100), TARGET, "accuracy")).toBeNull();
});

test("a score that is no share is judged by how far its samples lie apart", () => {
  const losses = (holdout: number): MeasuredPoint[] =>
    range(1, 10, 1).map((i) => ({
      labels: 40 * i,
      error: 0.3,
      influence: Float64Array.from({ length: holdout }, (_, k) => (k % 2 === 0 ? 0.25 : -0.25)),
    }));
  expect(isSurelyMet(losses(400), 0.4, "logLoss")).toBe(true);
  expect(isSurelyMet(losses(60), 0.4, "logLoss")).toBe(false);
  expect(isSurelyMet(losses(400), 0.29, "logLoss")).toBe(false);
});
