import { describe, expect, it, test } from "vitest";
import { drawLikelyMistakes, UNIFORM_SHARE } from "@/lib/learning/active-testing/draw-likely-mistakes";
import { lureAccuracy } from "@/lib/learning/active-testing/lure-interval";
import { lureEstimate } from "@/lib/learning/evaluation/lure";
import { createRandom, type Random } from "@/lib/learning/random";
import { coverageOf } from "../evaluation/coverage";

const POOL = 800;
const rows = Int32Array.from({ length: POOL }, (_, i) => i);

/** A pool of which a model is right at a share; its own belief says so, more or less well. */
function makePool(meanMistake: number, noise: number, random: Random) {
  const belief = Float64Array.from(rows, () => Math.min(0.6, -meanMistake * Math.log(1 - random.next())));
  const losses = belief.map((likely) => {
    const truly = (1 - noise) * likely + noise * meanOfBelief(meanMistake);
    return random.next() < truly ? 1 : 0;
  });
  return { belief, losses, mean: losses.reduce((sum, loss) => sum + loss, 0) / POOL };
}

/** The mean of min(0.6, x), x exponential with mean m. */
function meanOfBelief(m: number): number {
  return m * (1 - Math.exp(-0.6 / m));
}

function draw({ belief, losses }: ReturnType<typeof makePool>, count: number, random: Random) {
  return drawLikelyMistakes(rows, belief, count, random).map(({ row, ...draw }) => ({
    loss: losses[row]!,
    ...draw,
  }));
}

test("draws are of different rows, with propensities that never are tiny and are those of the draw", () => {
  const weights = Float64Array.from([0.9, 0.04, 0.01, 0]);
  const counts = new Float64Array(4);
  for (let seed = 0; seed < 20_000; seed++) {
    const [first] = drawLikelyMistakes(Int32Array.from([0, 1, 2, 3]), weights, 1, createRandom(seed));
    counts[first!.row]! += 1 / 20_000;
  }
  const all = drawLikelyMistakes(Int32Array.from([5, 6, 7, 8]), weights, 9, createRandom(1));
  expect(all.map(({ row }) => row).sort()).toEqual([5, 6, 7, 8]);
  expect(all.at(-1)!.propensity).toBeCloseTo(1, 12);
  const roots = weights.map(Math.sqrt);
  const total = roots.reduce((sum, root) => sum + root, 0);
  roots.forEach((root, i) => {
    expect(counts[i]).toBeCloseTo(UNIFORM_SHARE / 4 + ((1 - UNIFORM_SHARE) * root) / total, 1.7);
  });
  const drawn = drawLikelyMistakes(rows, new Float64Array(POOL), 3, createRandom(2));
  expect(drawn.map(({ propensity }) => propensity)).toEqual([1 / 800, 1 / 799, 1 / 798]);
  expect(drawn.map(({ left }) => left)).toEqual([800, 799, 798]);
});

test("the estimate by such draws is unbiased over many of them", () => {
  const pool = makePool(0.1, 0.3, createRandom(4, "pool"));
  const estimates = Array.from({ length: 3_000 }, (_, seed) =>
    lureEstimate(draw(pool, 40, createRandom(seed, "draws"))),
  );
  const mean = estimates.reduce((sum, value) => sum + value, 0) / estimates.length;
  const variance = estimates.reduce((sum, value) => sum + (value - mean) ** 2, 0) / estimates.length;
  expect(Math.abs(mean - pool.mean)).toBeLessThan(3 * Math.sqrt(variance / estimates.length));
});

describe("the interval holds the accuracy in 93 to 97 of 100 runs, where it is shown:", () => {
  it.each([
    ["50 draws, 20 % wrong", 0.2, 0.2, 50],
    ["100 draws, 10 % wrong", 0.1, 0.2, 100],
    ["100 draws, a model that knows nothing of its mistakes", 0.15, 1, 100],
    ["250 draws, 5 % wrong", 0.05, 0.3, 250],
  ] as const)("%s", (_, wrong, noise, count) => {
    // A pool for every run: the interval is for the samples that the pool was drawn from.
    const truth = meanOfBelief(wrong);
    const { covered, shown } = coverageOf(800, 1 - truth, (random) => {
      return lureAccuracy(draw(makePool(wrong, noise, random), count, random))?.accuracy ?? null;
    });
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
    expect(shown).toBeGreaterThan(0.8);
  });
});

test("where the model knows its mistakes, as many plain labels would say less", () => {
  const random = createRandom(6, "pool");
  const gains = Array.from({ length: 40 }, () => {
    return lureAccuracy(draw(makePool(0.08, 0, random), 150, random))!.plainLabels / 150;
  });
  expect(gains.sort((a, b) => a - b)[20]).toBeGreaterThan(1.2);
});

test("nothing is told of few draws, or few mistakes", () => {
  const right = Array.from({ length: 60 }, () => ({ loss: 0, propensity: 1 / 100, left: 100 }));
  expect(lureAccuracy(right)).toBeNull();
  expect(lureAccuracy([{ loss: 1, propensity: 0.5, left: 2 }])).toBeNull();
});
