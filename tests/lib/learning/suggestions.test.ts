import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrix } from "@/lib/learning/matrix";
import { summarisePredictions } from "@/lib/learning/prediction-summary";
import type { QueuePick, Slot } from "@/lib/learning/round";
import { type ClassSuggestion, suggestClasses, suggestMemberships } from "@/lib/learning/suggestions";

/** Rows whose likeliest class is row modulo 3, at 0.8. */
const rowCount = 6000;
const probabilities = matrix(rowCount, 3, new Float32Array(3 * rowCount).fill(0.1));
for (let row = 0; row < rowCount; row++) probabilities.data[3 * row + (row % 3)] = 0.8;
const summary = summarisePredictions(probabilities);
const pick = (row: number, slot: Slot = "query"): QueuePick => {
  return { row, slot, strategy: "margin", score: 1, propensity: 1 };
};
const queue = Array.from({ length: rowCount }, (_, row) => pick(row));
const rules = { classCount: 3, plantedShare: 0, rejected: [], seed: 5 };

describe("suggestClasses", () => {
  it("suggests the likeliest class with its probability, and nothing for the holdout", () => {
    const [query, explore, holdout] = suggestClasses(
      [pick(4), pick(5, "explore"), pick(6, "holdout")],
      summary,
      rules,
    );
    expect(query!.suggestion).toEqual({
      classes: [{ classIndex: 1, probability: Math.fround(0.8) }],
      isPlanted: false,
    });
    expect(explore!.suggestion).toMatchObject({ classes: [{ classIndex: 2 }] });
    expect(holdout).toEqual({ ...pick(6, "holdout"), suggestion: null });
  });

  it("never suggests what was rejected", () => {
    const rejected = [
      { row: 4, classIndex: 1 },
      { row: 5, classIndex: 1 },
    ];
    const [first, second] = suggestClasses([pick(4), pick(5)], summary, { ...rules, rejected });
    expect(first!.suggestion).toBeNull();
    expect(second!.suggestion).toMatchObject({ classes: [{ classIndex: 2 }] });
  });

  it("plants another class for the share asked for, each of the others as often, with the guess's probability", () => {
    const planted = suggestClasses(queue, summary, { ...rules, plantedShare: 0.2 }).filter(
      ({ suggestion }) => suggestion!.isPlanted,
    );
    // Four standard deviations of a binomial count.
    expect(Math.abs(planted.length - 0.2 * rowCount)).toBeLessThan(4 * Math.sqrt(rowCount * 0.2 * 0.8));
    const steps = planted.map(
      ({ row, suggestion }) => (suggestion!.classes[0]!.classIndex - (row % 3) + 3) % 3,
    );
    expect(steps.filter((step) => step === 0)).toEqual([]);
    const first = steps.filter((step) => step === 1).length;
    expect(Math.abs(first - planted.length / 2)).toBeLessThan(4 * Math.sqrt(planted.length / 4));
    expect(new Set(planted.map(({ suggestion }) => suggestion!.classes[0]!.probability))).toEqual(
      new Set([Math.fround(0.8)]),
    );
  });

  it("says the same of a row in any queue, and plants nothing where there is no other class", () => {
    const property = fc.property(
      fc.integer(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seed, plantedShare) => {
        const all = suggestClasses(queue.slice(0, 40), summary, { ...rules, seed, plantedShare });
        const later = suggestClasses([pick(17, "explore")], summary, { ...rules, seed, plantedShare });
        expect(later[0]!.suggestion).toEqual(all[17]!.suggestion);
        const alone = summarisePredictions(matrix(1, 1, Float32Array.of(1)));
        const [only] = suggestClasses([pick(0)], alone, { ...rules, classCount: 1, seed, plantedShare });
        expect(only!.suggestion).toEqual({ classes: [{ classIndex: 0, probability: 1 }], isPlanted: false });
      },
    );
    fc.assert(property, { numRuns: 60 });
  });
});

/** Row r has class 0 by 0.9, class 1 by 0.6 where r is even, and class 2 hardly. */
const memberships = matrix(rowCount, 3, new Float32Array(3 * rowCount));
for (let row = 0; row < rowCount; row++) memberships.data.set([0.9, row % 2 === 0 ? 0.6 : 0.3, 0.1], 3 * row);
const indexesOf = (suggestion: ClassSuggestion | null) =>
  suggestion!.classes.map(({ classIndex }) => classIndex);

describe("suggestMemberships", () => {
  it("suggests all classes that a row has rather than not, the surest first, and nothing for the holdout", () => {
    const [even, odd, holdout] = suggestMemberships(
      [pick(4), pick(5, "explore"), pick(6, "holdout")],
      memberships,
      rules,
    );
    expect(even!.suggestion!.isPlanted).toBe(false);
    expect(even!.suggestion!.classes).toEqual([
      { classIndex: 0, probability: Math.fround(0.9) },
      { classIndex: 1, probability: Math.fround(0.6) },
    ]);
    expect(indexesOf(odd!.suggestion)).toEqual([0]);
    expect(holdout!.suggestion).toBeNull();
  });

  it("suggests that a row has none, and never what was rejected", () => {
    const rejected = [{ row: 5, classIndex: 0 }];
    const [first] = suggestMemberships([pick(5)], memberships, { ...rules, rejected });
    expect(first!.suggestion).toEqual({ classes: [], isPlanted: false });
  });

  it("plants the opposite of one class for the share asked for, each class as often, but none that was rejected", () => {
    const all = suggestMemberships(queue, memberships, { ...rules, plantedShare: 0.2 });
    const planted = all.filter(({ suggestion }) => suggestion!.isPlanted);
    expect(Math.abs(planted.length - 0.2 * rowCount)).toBeLessThan(4 * Math.sqrt(rowCount * 0.2 * 0.8));
    const flipped = planted.map(({ row, suggestion }) => {
      const honest = row % 2 === 0 ? [0, 1] : [0];
      const said = indexesOf(suggestion);
      return [0, 1, 2].filter((j) => honest.includes(j) !== said.includes(j));
    });
    expect(new Set(flipped.map(({ length }) => length))).toEqual(new Set([1]));
    for (const classIndex of [0, 1, 2]) {
      const count = flipped.filter(([j]) => j === classIndex).length;
      expect(Math.abs(count - planted.length / 3)).toBeLessThan(4 * Math.sqrt((planted.length * 2) / 9));
    }
    const rejected = queue.map(({ row }) => ({ row, classIndex: 2 }));
    const without = suggestMemberships(queue, memberships, { ...rules, plantedShare: 1, rejected });
    expect(without.filter(({ suggestion }) => indexesOf(suggestion).includes(2))).toEqual([]);
    const honest = without.filter(({ suggestion }) => !suggestion!.isPlanted);
    expect(Math.abs(honest.length - rowCount / 3)).toBeLessThan(4 * Math.sqrt((rowCount * 2) / 9));
  });
});
