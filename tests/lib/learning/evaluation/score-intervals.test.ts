import { describe, expect, it, test } from "vitest";
import { classScores } from "@/lib/learning/evaluation/class-scores";
import {
  leastMacroF1,
  macroF1Interval,
  macroF1OfSetsInterval,
} from "@/lib/learning/evaluation/macro-f1-interval";
import { meanInterval } from "@/lib/learning/evaluation/mean-interval";
import { scoreIntervals } from "@/lib/learning/evaluation/score-intervals";
import { matrix } from "@/lib/learning/matrix";
import { createRandom, type Random } from "@/lib/learning/random";
import { coverageOf, drawIndex } from "./coverage";

/** Shares of all samples by true (rows) and predicted class: `frequencies` of classes, and how many of each are right. */
function population(frequencies: readonly number[], right: readonly number[]): number[] {
  const c = frequencies.length;
  return frequencies.flatMap((frequency, truth) =>
    frequencies.map(
      (_, guess) => frequency * (guess === truth ? right[truth]! : (1 - right[truth]!) / (c - 1)),
    ),
  );
}

function macroF1Of(shares: readonly number[], c: number): number {
  const of = (at: (other: number) => number) =>
    Array.from({ length: c }, (_, other) => shares[at(other)]!).reduce((sum, share) => sum + share, 0);
  const f1 = Array.from({ length: c }, (_, i) => {
    return (2 * shares[i * c + i]!) / (of((other) => i * c + other) + of((other) => other * c + i));
  });
  return f1.reduce((sum, value) => sum + value, 0) / c;
}

function drawConfusion(shares: readonly number[], count: number, random: Random): Int32Array {
  const confusion = new Int32Array(shares.length);
  for (let i = 0; i < count; i++) confusion[drawIndex(shares, random)]! += 1;
  return confusion;
}

const even = (c: number) => Array.from({ length: c }, () => 1 / c);
const all = (c: number, right: number) => Array.from({ length: c }, () => right);

describe("an interval of macro F1 holds the truth in 93 to 97 of 100 runs:", () => {
  it.each([
    ["2 classes alike, 50 samples", even(2), all(2, 0.8), 50],
    ["2 classes, one rare, 100 samples", [0.88, 0.12], [0.98, 0.85], 100],
    ["2 classes, one rare, 200 samples", [0.88, 0.12], [0.98, 0.85], 200],
    ["4 classes, 100 samples", even(4), all(4, 0.85), 100],
    ["4 uneven classes, 200 samples", [0.5, 0.25, 0.15, 0.1], [0.9, 0.8, 0.8, 0.6], 200],
    ["10 classes, 150 samples", even(10), all(10, 0.9), 150],
    ["10 classes, 400 samples", even(10), all(10, 0.6), 400],
  ] as const)("%s", (_, frequencies, right, count) => {
    const c = frequencies.length;
    const shares = population(frequencies, right);
    const { covered, shown } = coverageOf(2_000, macroF1Of(shares, c), (random) =>
      macroF1Interval(drawConfusion(shares, count, random), c),
    );
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
    expect(shown).toBeGreaterThan(0.5);
  });
});

/** Samples with classes that come together (`alike`: how often one draw decides for all), and a model that errs likewise. */
function drawSets(
  { prevalences, recall, wrongly, alike }: SetsPopulation,
  count: number,
  random: Random,
): [Uint8Array, Uint8Array] {
  const c = prevalences.length;
  const [truth, predicted] = [new Uint8Array(count * c), new Uint8Array(count * c)];
  for (let i = 0; i < count; i++) {
    const shared = [random.next(), random.next()] as const;
    prevalences.forEach((prevalence, k) => {
      const draw = (which: 0 | 1) => (random.next() < alike ? shared[which] : random.next());
      const has = draw(0) < prevalence;
      truth[i * c + k] = Number(has);
      predicted[i * c + k] = Number(has ? draw(1) < recall : draw(1) > 1 - wrongly);
    });
  }
  return [truth, predicted];
}

interface SetsPopulation {
  readonly prevalences: readonly number[];
  readonly recall: number;
  readonly wrongly: number;
  readonly alike: number;
}

describe("an interval of macro F1 over classes that a sample may have at once holds the truth in at least 93 of 100 runs:", () => {
  const eight = [0.4, 0.3, 0.3, 0.2, 0.2, 0.15, 0.12, 0.1];
  it.each([
    ["3 classes, 50 samples", { prevalences: all(3, 0.4), recall: 0.85, wrongly: 0.05, alike: 0 }, 50],
    [
      "3 that err together, told well",
      { prevalences: all(3, 0.4), recall: 0.97, wrongly: 0.02, alike: 0.9 },
      50,
    ],
    [
      "rare ones, told well",
      { prevalences: [0.5, 0.3, 0.1, 0.06], recall: 0.97, wrongly: 0.005, alike: 0.9 },
      200,
    ],
    ["8 that err together", { prevalences: eight, recall: 0.96, wrongly: 0.01, alike: 0.9 }, 150],
    ["8 badly told", { prevalences: eight, recall: 0.4, wrongly: 0.06, alike: 0.5 }, 150],
  ] as const)("%s", (_, population, count) => {
    const c = population.prevalences.length;
    const long = drawSets(population, 60_000, createRandom(9, "truth"));
    const truth = macroF1OfSetsInterval(...long, c)!.value;
    const { covered, shown } = coverageOf(800, truth, (random) =>
      macroF1OfSetsInterval(...drawSets(population, count, random), c),
    );
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(shown).toBeGreaterThan(0.5);
  });

  it("is not told while a class has hardly been seen", () => {
    const truth = [1, 1, 1, 0, 1, 0, 1, 0, 1, 1];
    expect(macroF1OfSetsInterval(truth, truth, 2)).toBeNull();
    expect(macroF1OfSetsInterval([], [], 2)).toBeNull();
  });
});

test("however often one looks, the macro F1 of a class that is rare and told well is not below what it is at least", () => {
  const [frequencies, right] = [
    [0.9, 0.1],
    [0.99, 0.9],
  ];
  const shares = population(frequencies, right);
  const truth = macroF1Of(shares, 2);
  const isEverAbove = (seed: number) => {
    const random = createRandom(seed, "looks");
    const confusion = new Int32Array(4);
    for (let n = 1; n <= 400; n++) {
      confusion[drawIndex(shares, random)]! += 1;
      if (n >= 50 && n % 25 === 0 && leastMacroF1(confusion, 2, 1) > truth) return true;
    }
    return false;
  };
  const wrong = Array.from({ length: 300 }, (_, seed) => isEverAbove(seed)).filter(Boolean).length;
  expect(wrong / 300).toBeLessThanOrEqual(0.05);
  // And it is reached.
  expect(leastMacroF1(Int32Array.from([360, 4, 4, 36]), 2, 1)).toBeLessThan(0.9);
  expect(leastMacroF1(Int32Array.from([360, 4, 4, 36]), 2, 20)).toBeGreaterThan(0.9);
});

test("no interval of macro F1 is told while a class has hardly been seen", () => {
  expect(macroF1Interval(Int32Array.from([40, 1, 2, 2]), 2)).toBeNull();
  expect(macroF1Interval(new Int32Array(4), 2)).toBeNull();
});

describe("an interval of a class's F1 holds the truth in 93 to 97 of 100 runs:", () => {
  it.each([
    ["often, well told", 0.3, 0.9, 100],
    ["rare, 20 samples of it", 0.1, 0.7, 200],
    ["as often missed as found", 0.2, 0.5, 60],
  ] as const)("%s", (_, frequency, right, count) => {
    const shares = population([1 - frequency, frequency], [0.95, right]);
    const truth = (2 * shares[3]!) / (2 * shares[3]! + shares[1]! + shares[2]!);
    const { covered } = coverageOf(4_000, truth, (random) => {
      return classScores(drawConfusion(shares, count, random), 2)[1]!.f1;
    });
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
  });
});

test("precision, recall and F1 of a class are those of its samples, and null where there are too few", () => {
  // 8 of 10 of class 0 found, 2 taken for class 1; 4 of class 1, 1 of them taken for class 0.
  const [first, second] = classScores(Int32Array.from([8, 2, 1, 3]), 2);
  expect(first!.recall!.value).toBeCloseTo(0.8, 12);
  expect(first!.precision!.value).toBeCloseTo(8 / 9, 12);
  expect(first!.f1!.value).toBeCloseTo(16 / 19, 12);
  expect(second!).toMatchObject({ recall: null, support: 4 });
  expect(second!.precision!.value).toBeCloseTo(0.6, 12);
});

/** Log losses of a model whose confidence is spread evenly from `from` to 1, and true. */
function drawLoss(from: number, random: Random): number {
  const confidence = from + (1 - from) * random.next();
  return -Math.log(random.next() < confidence ? confidence : 1 - confidence);
}

describe("an interval of log loss holds the truth in 93 to 97 of 100 runs:", () => {
  it.each([
    ["a fair model, 50 samples", 0.5, 50],
    ["a fair model, 150 samples", 0.5, 150],
    ["a good model, 150 samples", 0.8, 150],
    ["a good model, 300 samples", 0.8, 300],
  ] as const)("%s", (_, from, count) => {
    const long = createRandom(9, "truth");
    const truth =
      Array.from({ length: 400_000 }, () => drawLoss(from, long)).reduce((a, b) => a + b) / 400_000;
    const { covered, shown } = coverageOf(600, truth, (random) =>
      meanInterval(
        Float64Array.from({ length: count }, () => drawLoss(from, random)),
        random,
      ),
    );
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
    expect(shown).toBeGreaterThan(0.5);
  });
});

test("no interval of log loss is told while a few mistakes make up all of it", () => {
  const losses = Float64Array.from({ length: 100 }, (_, i) => (i < 3 ? 4 : 0.01));
  expect(meanInterval(losses, createRandom(1))).toBeNull();
});

test("all scores of a model have their intervals around them", () => {
  const truth = Int32Array.from({ length: 60 }, (_, i) => i % 2);
  const probabilities = matrix(60, 2);
  truth.forEach((classIndex, i) => {
    const right = i % 5 === 0 ? 0.3 : 0.8;
    probabilities.data[2 * i + classIndex] = right;
    probabilities.data[2 * i + 1 - classIndex] = 1 - right;
  });
  const { accuracy, macroF1, logLoss } = scoreIntervals(probabilities, truth, createRandom(3));
  expect(accuracy!.value).toBeCloseTo(0.8, 9);
  expect(macroF1!.value).toBeCloseTo(0.8, 9);
  expect(logLoss!.value).toBeCloseTo(-(0.2 * Math.log(0.3) + 0.8 * Math.log(0.8)), 6);
  for (const { value, low, high } of [accuracy!, macroF1!, logLoss!]) {
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  }
});
