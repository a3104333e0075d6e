import { expect, test } from "vitest";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";
import { crossFit, planCrossFits } from "@/lib/learning/forecasting/cross-fit";
import { randomScores } from "@/lib/learning/forecasting/random-scores";
import { matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { clusteredClasses, crossFitClasses, equalShares, trueErrors } from "./clustered-classes";
import { range } from "./holdouts";
import { HOLDOUT_SHARE, labelRandomly, makeLabels } from "./random-labeling";

/** Random labeling's error after so many training labels. */
const falling = (n: number) => 0.06 + 1.6 * n ** -0.6;

test("no label is learned from and measured on in one model, all have those that were imported, and every holdout label is measured once a repeat", async () => {
  const explored = makeLabels(30, 0, 0, 1);
  const holdout = makeLabels(103, 10_000, 0, 1);
  const imported = makeLabels(40, 20_000, 0, 1);
  const plan = planCrossFits(explored.length, holdout.length);
  const asked: number[] = [];
  const shares: number[] = [];
  const fits = await crossFit(
    { explored, holdout, imported },
    plan,
    async (training, rows) => {
      const known = new Set(training.map(({ row }) => row));
      expect(known.size).toBe(training.length);
      expect(imported.every(({ row }) => known.has(row))).toBe(true);
      expect(plan.sizes).toContain(training.length - imported.length);
      expect(Array.from(rows).some((row) => known.has(row))).toBe(false);
      asked.push(...rows);
      // The row itself as the prediction, to see where it ends up.
      return matrix(rows.length, 1, Float32Array.from(rows));
    },
    createRandom(2),
    (share) => shares.push(share),
  );
  const each = plan.sizes.length * plan.repeats;
  expect(asked).toHaveLength(each * holdout.length);
  expect(shares).toHaveLength(each * plan.folds);
  expect(shares.at(-1)).toBe(1);
  for (const { probabilities } of fits.flatMap(({ repeats }) => repeats)) {
    expect(Array.from(probabilities.data)).toEqual(holdout.map(({ row }) => row));
  }
});

test("random labeling is measured up to a third of what was spent, at sizes that grow geometrically", () => {
  // 400 spent: 100 for the holdout, 30 for the random arm.
  const { sizes } = planCrossFits(30, 100);
  expect(sizes).toEqual([17, 27, 43, 69, 110]);
  expect(sizes.at(-1)! / (1 - HOLDOUT_SHARE) / 400).toBeGreaterThan(0.35);
  expect(planCrossFits(3, 8).sizes).toEqual([]);
});

test("where a fit is dear, random labeling is measured by fewer, or not at all", () => {
  expect(planCrossFits(30, 100, 49)).toEqual({ folds: 3, repeats: 2, sizes: [23, 37, 60, 96] });
  expect(planCrossFits(30, 100, 16)).toEqual({ folds: 2, repeats: 2, sizes: [20, 31, 50, 80] });
  expect(planCrossFits(30, 100, 15).sizes).toEqual([]);
});

test("the band of the random curve holds it in 93 to 97 of 100 runs, with labels of unlike worth as well", async () => {
  for (const spread of [0, 0.1]) {
    let [held, total] = [0, 0];
    for (const seed of range(0, 149, 1)) {
      const { curve } = await labelRandomly({ explored: 30, holdout: 100, spread, seed }, falling);
      curve.points.forEach(({ error, trainingLabels }, i) => {
        const reach = 1.96 * Math.sqrt(curve.covariance[i * curve.points.length + i]!);
        if (Math.abs(error - falling(trainingLabels)) <= reach) held++;
        total++;
      });
    }
    expect(held / total).toBeGreaterThanOrEqual(0.93);
    expect(held / total).toBeLessThanOrEqual(0.975);
  }
});

test.each([
  ["ten classes apart, of which few labels miss some", equalShares(10), { dimensions: 8, apart: 2, seed: 1 }],
  ["two classes hard to tell apart", equalShares(2), { dimensions: 10, apart: 0.25, seed: 2 }],
  ["one sample in eight of a rare class", [0.87, 0.13], { dimensions: 6, apart: 1.1, seed: 3 }],
] as const)(
  "the scores shown of random labeling hold what it reaches in 93 to 97 of 100 runs: %s",
  async (_, shares, made) => {
    const classes = clusteredClasses(shares, made);
    const { sizes } = planCrossFits(30, 100);
    const truth = trueErrors(classes, sizes, 100);
    let [held, total] = [0, 0];
    for (const seed of range(0, 149, 1)) {
      const { curve } = await crossFitClasses(classes, { explored: 30, holdout: 100, seed });
      randomScores(curve, "accuracy").forEach(({ low, high }, i) => {
        if (low <= 1 - truth[i]! && 1 - truth[i]! <= high) held++;
        total++;
      });
    }
    expect(held / total).toBeGreaterThanOrEqual(0.93);
    // Of few mistakes, which are whole numbers, Wilson's interval holds the truth a little more often.
    expect(held / total).toBeLessThanOrEqual(0.98);
  },
);

test("where random labeling makes no mistake on the holdout, its band is Wilson's of that holdout", async () => {
  const classes = clusteredClasses(equalShares(2), { dimensions: 8, apart: 9, seed: 1 });
  const { curve } = await crossFitClasses(classes, { explored: 30, holdout: 100, seed: 1 });
  const last = randomScores(curve, "accuracy").at(-1)!;
  expect(last.value).toBe(1);
  expect(last.high).toBe(1);
  expect(last.low).toBeCloseTo(wilsonInterval(100, 100).low, 6);
});
