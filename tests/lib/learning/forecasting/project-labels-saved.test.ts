import { describe, expect, it, test } from "vitest";
import { boundByPool } from "@/db/queries/bound-by-pool";
import type { Estimate } from "@/lib/learning/evaluation/estimate";
import { labelsUntil } from "@/lib/learning/forecasting/labels-until";
import { labelsLookedAt, projectLabelsSaved } from "@/lib/learning/forecasting/project-labels-saved";
import { createRandom } from "@/lib/learning/random";
import {
  type ClusteredClasses,
  clusteredClasses,
  crossFitClasses,
  drawLabels,
  equalShares,
  fitNearestMean,
  measureModel,
  trueErrors,
} from "./clustered-classes";
import { range } from "./holdouts";
import { HOLDOUT_SHARE, labelRandomly, measureOwn, ownLabels } from "./random-labeling";
import { strayingCurve } from "./straying-curve";

/** Random labeling's error after so many training labels. */
const falling = (n: number) => 0.06 + 1.6 * n ** -0.6;

/** Numbers of training labels at which the truth about random labeling is found out. */
const SIZES = Array.from({ length: 22 }, (_, i) => Math.round(8 * 1.3 ** i));

interface World {
  readonly classes: ClusteredClasses;
  readonly classCount: number;
  /** Random labeling's errors at SIZES. */
  readonly truth: readonly number[];
}

interface Project {
  readonly learned: number;
  readonly worth: number;
  readonly holdout: number;
  readonly seed: number;
}

interface Trial {
  readonly kind: ReturnType<typeof projectLabelsSaved>["kind"];
  readonly isHeld: boolean;
}

/**
 * A project whose models have learned from up to so many random labels: how good today's really is, and what random
 * labeling needs for that, is known. They are told to have spent the `worth`-th part of these, so that the rest was saved.
 * Null where random labeling never gets there.
 */
async function tryProject(
  { classes, classCount, truth }: World,
  { learned, worth, holdout, seed }: Project,
): Promise<Trial | null> {
  const { curve, holdoutLabels } = await crossFitClasses(classes, { explored: 30, holdout, seed });
  const training = drawLabels(classes, learned, createRandom(seed, `today ${learned}`));
  const real = measureModel(
    fitNearestMean(training),
    drawLabels(classes, 3_000, createRandom(0, "test")),
  ).error;
  const labels = SIZES.map((size) => size / (1 - HOLDOUT_SHARE));
  const needs = labelsUntil(labels, truth, real);
  if (!Number.isFinite(needs)) return null;
  const spent = needs / worth;
  const own = ownLabels(spent).map((labels) => {
    const model = fitNearestMean(training.slice(0, Math.ceil((learned * labels) / spent)));
    return { labels, ...measureModel(model, holdoutLabels) };
  });
  const said = projectLabelsSaved(curve, own, { imported: 0, classCount }, createRandom(seed));
  if (said.kind === "tooEarly") return { kind: said.kind, isHeld: true };
  const { low, high } = said.saved;
  return {
    kind: said.kind,
    isHeld: low! <= needs - spent && needs - spent <= (high ?? Number.POSITIVE_INFINITY),
  };
}

describe("labels saved, of models that really learn", () => {
  const world = (classCount: number, dimensions: number, apart: number): World => {
    const classes = clusteredClasses(equalShares(classCount), { dimensions, apart, seed: 6 });
    return { classes, classCount, truth: trueErrors(classes, SIZES, 20) };
  };
  /** By default with a holdout from which models of two labels a class can learn. */
  const tryAll = async (
    of: World,
    [learned, worth, runs]: readonly [number, number, number],
    holdout = Math.max(100, 2.5 * of.classCount),
  ) => {
    const trials: Trial[] = [];
    for (const seed of range(0, runs - 1, 1)) {
      const trial = await tryProject(of, { learned, worth, holdout, seed });
      if (trial) trials.push(trial);
    }
    return trials;
  };
  const worlds = [world(60, 12, 1.8), world(10, 8, 0.7), world(10, 8, 2), world(4, 6, 1), world(2, 10, 0.25)];
  const isClaim = ({ kind }: Trial) => kind === "saved" || kind === "lost";

  it("lie in their interval in at least 93 of 100 projects, since these stray less than real ones, and where none were, none are claimed in 95", async () => {
    const [none, others]: [Trial[], Trial[]] = [[], []];
    for (const of of worlds) {
      none.push(...(await tryAll(of, [300, 1, 24])));
      others.push(...(await tryAll(of, [120, 0.4, 18])), ...(await tryAll(of, [900, 3, 18])));
    }
    const told = [...none, ...others].filter(({ kind }) => kind !== "tooEarly");
    const share = told.filter(({ isHeld }) => isHeld).length / told.length;
    expect(told.length).toBeGreaterThan(200);
    expect(share).toBeGreaterThanOrEqual(0.93);
    expect(none.filter(isClaim).length / none.length).toBeLessThanOrEqual(0.05);
  }, 120_000);

  it("are claimed where the holdout can tell, and not before each class has two random labels", async () => {
    // With 400 spent at random a model errs with one sample in ten, and here with one in eighty.
    const hundred = world(100, 12, 2.2);
    const saved = await tryAll(hundred, [900, 3, 20]);
    expect(saved.filter(({ kind }) => kind === "saved").length).toBeGreaterThanOrEqual(10);
    // Its curve falls faster than any power law while there are classes without a label.
    const none = await tryAll(hundred, [300, 1, 20]);
    expect(none.filter(isClaim).length).toBeLessThanOrEqual(1);
    const few = await tryAll(hundred, [900, 3, 3], 100);
    expect(few.map(({ kind }) => kind)).toEqual(["tooEarly", "tooEarly", "tooEarly"]);
  }, 120_000);
});

test("the interval holds the labels saved in at least 93 of 100 projects whose curves are as it takes them to be", async () => {
  const [trials, inPool]: [boolean[], boolean[]] = [[], []];
  for (const seed of range(0, 399, 1)) {
    const errorAt = strayingCurve(seed);
    const size = { explored: 30, holdout: 250, spread: 0, seed };
    const { curve, holdoutLabels } = await labelRandomly(size, errorAt);
    const chance = createRandom(seed, "project");
    const spent = 200 + chance.integer(400);
    const speed = 2 ** chance.normal();
    const ownErrorAt = (labels: number) => errorAt(labels * (1 - HOLDOUT_SHARE) * speed);
    const real = ownErrorAt(spent);
    const at = labelsLookedAt(curve.points[0]!.labels, spent);
    const truth = at.map((labels) => errorAt(labels * (1 - HOLDOUT_SHARE)));
    const happened = labelsUntil(at, truth, real) - spent;
    const own = measureOwn(holdoutLabels, spent, ownErrorAt, seed);
    const said = projectLabelsSaved(curve, own, { imported: 0, classCount: 4 }, createRandom(seed));
    if (said.kind === "tooEarly") continue;
    const isWithin = ({ low, high }: Estimate) =>
      low! <= happened && happened <= (high ?? Number.POSITIVE_INFINITY);
    trials.push(isWithin(said.saved));
    const bounded = boundByPool(said, spent, 4 * spent);
    if (bounded.kind === "tooEarly" || bounded.kind === "noInterval") throw new Error(bounded.kind);
    // With the whole pool, random labeling is there or never.
    inPool.push(happened > 3 * spent ? bounded.saved.high === null : isWithin(bounded.saved));
  }
  const share = trials.filter(Boolean).length / trials.length;
  expect(inPool.filter(Boolean).length / inPool.length).toBeGreaterThanOrEqual(0.93);
  expect(trials.length).toBeGreaterThan(300);
  expect(share).toBeGreaterThanOrEqual(0.93);
}, 120_000);

test("a small holdout is told how large it should be", async () => {
  const { curve, holdoutLabels } = await labelRandomly(
    { explored: 20, holdout: 49, spread: 0, seed: 1 },
    falling,
  );
  const own = measureOwn(holdoutLabels, 150, () => 0.1, 1);
  expect(projectLabelsSaved(curve, own, { imported: 0, classCount: 4 }, createRandom(1))).toEqual({
    kind: "tooEarly",
    holdoutNeeded: 50,
    randomMissing: null,
  });
});

test("of many classes it is told how large the holdout should be, unless labels came with a file", async () => {
  const { curve, holdoutLabels } = await labelRandomly(
    { explored: 20, holdout: 100, spread: 0, seed: 1 },
    falling,
  );
  const own = measureOwn(holdoutLabels, 150, () => 0.1, 1);
  // A fifth of the holdout is left out of each model: 100 of 120 labels are learned from.
  expect(curve.points.at(-1)!.trainingLabels).toBe(100);
  const saved = (imported: number) =>
    projectLabelsSaved(curve, own, { imported, classCount: 90 }, createRandom(1));
  expect(saved(0)).toEqual({ kind: "tooEarly", holdoutNeeded: 200, randomMissing: 80 });
  expect(saved(80).kind).not.toBe("tooEarly");
});

test("where labels to learn from are missing it is said how many, and once a comparison is told, it never is too early again", async () => {
  const kindsOf = async (seed: number) => {
    const kinds: string[] = [];
    for (const holdout of [50, 54, 60, 72, 97, 150]) {
      const size = { explored: 0, holdout, spread: 0, seed };
      const { curve, holdoutLabels } = await labelRandomly(size, falling);
      const said = projectLabelsSaved(
        curve,
        measureOwn(holdoutLabels, 4 * holdout, () => 0.1, seed),
        { imported: 0, classCount: 4 },
        createRandom(seed),
      );
      // 48 of 60 are learned from: models of four sizes, the smallest of 12.
      if (said.kind === "tooEarly") {
        const missing = 48 - 0.8 * holdout;
        expect(said.randomMissing).toBe(Math.ceil(missing));
        expect(said.holdoutNeeded).toBeLessThanOrEqual(62);
      }
      kinds.push(said.kind);
    }
    return kinds;
  };
  for (const seed of range(0, 4, 1)) {
    const kinds = await kindsOf(seed);
    expect(kinds.slice(0, 2)).toEqual(["tooEarly", "tooEarly"]);
    expect(kinds.slice(2)).not.toContain("tooEarly");
  }
}, 60_000);

test("what has cost more than random labeling is called lost", async () => {
  const { curve, holdoutLabels } = await labelRandomly(
    { explored: 30, holdout: 300, spread: 0, seed: 3 },
    falling,
  );
  const own = measureOwn(holdoutLabels, 1_000, (labels) => falling(labels / 25), 3);
  const result = projectLabelsSaved(curve, own, { imported: 0, classCount: 4 }, createRandom(3));
  expect(result.kind).toBe("lost");
});

describe("of curves that begin late and then fall faster than any power law", () => {
  /** What is said of projects of 250 to 600 labels, whose own curve is `speed` times as fast as random labeling. */
  const tryLate = async (speed: number, runs: number) => {
    const kinds: string[] = [];
    for (const seed of range(0, runs - 1, 1)) {
      const chance = createRandom(seed, "late");
      const [middle, steepness, floor] = [
        60 + 240 * chance.next(),
        2 + 3 * chance.next(),
        0.1 * chance.next(),
      ];
      const errorAt = (n: number) => floor + (0.95 - floor) / (1 + (n / middle) ** steepness);
      const spent = 250 + chance.integer(350);
      const size = { explored: Math.round(0.1 * spent), holdout: Math.round(HOLDOUT_SHARE * spent) };
      const { curve, holdoutLabels } = await labelRandomly({ ...size, spread: 0.2, seed }, errorAt);
      const worth = (n: number) => (0.2 * chance.normal()) / Math.sqrt(n);
      const own = measureOwn(
        holdoutLabels,
        spent,
        (n) => errorAt(n * (1 - HOLDOUT_SHARE) * speed) + worth(n * (1 - HOLDOUT_SHARE)),
        seed,
      );
      kinds.push(projectLabelsSaved(curve, own, { imported: 0, classCount: 6 }, createRandom(seed)).kind);
    }
    return (kind: string) => kinds.filter((one) => one === kind).length / runs;
  };

  it("neither saved nor lost is claimed of random labeling itself in more than 5 of 100 projects", async () => {
    const share = await tryLate(1, 160);
    expect(share("saved") + share("lost")).toBeLessThanOrEqual(0.05);
    expect(share("tooEarly")).toBe(0);
  }, 120_000);

  it("labels saved, and lost, are claimed where the difference is seen where both are known", async () => {
    const [fast, slow] = [await tryLate(2.5, 40), await tryLate(0.2, 40)];
    expect(fast("saved")).toBeGreaterThan(0.5);
    expect(fast("lost")).toBe(0);
    expect(slow("lost")).toBeGreaterThan(0.5);
    expect(slow("saved")).toBe(0);
  }, 120_000);
});
