import { describe, expect, it, test } from "vitest";
import { calibrationBins, errorOfBins } from "@/lib/learning/diagnosis/calibration-bins";
import { calibrationChance } from "@/lib/learning/diagnosis/calibration-chance";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { createRandom, type Random } from "@/lib/learning/random";

/** Answers with a confidence from 0.5 to 1, right as often as `rightness` says of it; `together` share one draw. */
function drawAnswers(n: number, rightness: (confidence: number) => number, random: Random, together = 1) {
  const probabilities = matrix(n, 2);
  const truth = new Int32Array(n);
  let draw = 0;
  for (let i = 0; i < n; i++) {
    const confidence = 0.5 + 0.5 * Math.sqrt(random.next());
    probabilities.data.set([confidence, 1 - confidence], 2 * i);
    if (i % together === 0) draw = random.next();
    truth[i] = draw < rightness(confidence) ? 0 : 1;
  }
  return { probabilities, truth };
}

/** Whether a model is told to be off, by the error over bins or by its means. */
function isOff(probabilities: Matrix, truth: Int32Array, perSample: number, random: Random): boolean {
  const chance = calibrationChance(probabilities, truth, perSample, random);
  const bins = calibrationBins(probabilities, truth);
  const gap = bins.reduce((sum, bin) => sum + bin.count * (bin.confidence - bin.accuracy.value), 0);
  return errorOfBins(bins) > chance.error || Math.abs(gap / truth.length) > chance.gap;
}

function shareOff(runs: number, run: (random: Random) => boolean): number {
  return (
    Array.from({ length: runs }, (_, seed) => run(createRandom(seed, "off"))).filter(Boolean).length / runs
  );
}

describe("a model whose confidence is exactly right is told to be off in at most one case of twenty:", () => {
  it.each([
    [24, 600],
    [60, 600],
    [200, 600],
    [1_000, 200],
  ])("%d holdout samples", (n, runs) => {
    const off = shareOff(runs, (random) => {
      const { probabilities, truth } = drawAnswers(n, (confidence) => confidence, random);
      return isOff(probabilities, truth, 1, random);
    });
    expect(off).toBeLessThanOrEqual(0.07);
    expect(off).toBeGreaterThan(0.005);
  });

  it("60 samples, each asked about ten classes that are right and wrong together", () => {
    const off = (perSample: number, runs: number) =>
      shareOff(runs, (random) => {
        const { probabilities, truth } = drawAnswers(600, (confidence) => confidence, random, 10);
        return isOff(probabilities, truth, perSample, random);
      });
    expect(off(10, 200)).toBeLessThanOrEqual(0.07);
    // As if they had nothing to do with each other.
    expect(off(1, 40)).toBeGreaterThan(0.3);
  });
});

describe("a model is told to be off where it is:", () => {
  it.each([
    ["too sure by 15 points", (confidence: number) => confidence - 0.15],
    ["in half of its answers too sure, in the others too unsure", (c: number) => (c < 0.85 ? 0.95 : 0.75)],
  ] as const)("%s", (_, rightness) => {
    const off = shareOff(100, (random) => {
      const { probabilities, truth } = drawAnswers(300, rightness, random);
      return isOff(probabilities, truth, 1, random);
    });
    expect(off).toBeGreaterThan(0.9);
  });
});

test("chance shows more error on fewer samples, and of none nothing is known", () => {
  const chanceOf = (n: number) => {
    const { probabilities, truth } = drawAnswers(n, (confidence) => confidence, createRandom(n));
    return calibrationChance(probabilities, truth, 1, createRandom(2));
  };
  const [few, some, many] = [chanceOf(24), chanceOf(200), chanceOf(2_000)];
  expect(few.error).toBeGreaterThan(0.15);
  expect(some.error).toBeLessThan(few.error);
  expect(many.error).toBeLessThan(0.05);
  expect(many.gap).toBeLessThan(many.error);
  expect(calibrationChance(matrix(0, 2), new Int32Array(0), 1, createRandom(1))).toEqual({
    error: 1,
    gap: 1,
  });
});
