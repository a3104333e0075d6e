import { expect, test } from "vitest";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";
import { type MeasuredPoint, meanOf } from "@/lib/learning/forecasting/measured-curve";
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
    const points = tellingModels(models).map(({ labelsSpent: labels, wrongUntil }) =>
      pointOf(labels, wrongUntil[holdout - 1]!, holdout),
    );
    if (isSurelyMet(points, TARGET, "accuracy")) first.sure = holdout;
  }
  return first;
}

/** Which samples are wrong does not matter. */
function pointOf(labels: number, wrong: number, holdout: number): MeasuredPoint {
  return { labels, ...meanOf({ length: holdout }, (_, i) => (i < wrong ? 1 : 0)) };
}

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

const measured = (errors: readonly number[], holdout: number) =>
  errors.map((error, i) => pointOf(40 * (i + 1), Math.round(error * holdout), holdout));

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

test("rare large losses that a small holdout has not shown are not taken for none, and a low loss is met", () => {
  /** One sample in twenty costs 3 nats: 0.169 on average. */
  const follow = (rare: number, seed: number) => {
    const random = createRandom(seed, "losses");
    const isRare = Array.from({ length: 300 }, () => random.next() < rare);
    return range(50, 300, 10).some((holdout) => {
      const loss = meanOf(isRare.slice(0, holdout), (one) => (one ? 3 : 0.02));
      return isSurelyMet([{ labels: 4 * holdout, ...loss }], 0.169, "logLoss");
    });
  };
  const ever = (rare: number) => range(0, 99, 1).filter((seed) => follow(rare, seed)).length;
  expect(ever(0.05)).toBeLessThanOrEqual(5);
  expect(ever(0.005)).toBeGreaterThanOrEqual(80);
});
