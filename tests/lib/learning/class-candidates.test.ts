import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ClassCandidates,
  keptOfClass,
  likeliestOfClasses,
  membersOfClasses,
} from "@/lib/learning/class-candidates";
import { matrix } from "@/lib/learning/matrix";
import { summarisePredictions } from "@/lib/learning/prediction-summary";
import { createRandom } from "@/lib/learning/random";

const listed = ({ classes, rows, probabilities }: ClassCandidates) =>
  Array.from(classes, (classIndex, i) => [classIndex, rows[i], Number(probabilities[i]!.toFixed(2))]);

describe("keptOfClass", () => {
  it.each([
    [2, 400],
    [5, 400],
    [10, 200],
    [40, 50],
    [77, 48],
    [150, 48],
  ])("of %i classes keeps %i rows each", (classCount, kept) => {
    expect(keptOfClass(classCount)).toBe(kept);
  });
});

describe("likeliestOfClasses", () => {
  // Of two classes; row 3 is a tie, which goes to the lower class.
  const summary = summarisePredictions(
    matrix(5, 2, Float32Array.of(0.9, 0.1, 0.2, 0.8, 0.6, 0.4, 0.5, 0.5, 0.01, 0.99)),
  );

  it("lists candidates by their likeliest class, the surest first", () => {
    const found = likeliestOfClasses(summary, Int32Array.of(4, 3, 2, 1, 0), [], 2);
    expect(listed(found)).toEqual([
      [0, 0, 0.9],
      [0, 2, 0.6],
      [0, 3, 0.5],
      [1, 4, 0.99],
      [1, 1, 0.8],
    ]);
  });

  it("leaves out what is no candidate, and a row that was rejected as one of the class", () => {
    const rejected = [
      { row: 0, classIndex: 0 },
      { row: 1, classIndex: 0 },
    ];
    const found = likeliestOfClasses(summary, Int32Array.of(0, 1, 2), rejected, 2);
    expect(listed(found)).toEqual([
      [0, 2, 0.6],
      [1, 1, 0.8],
    ]);
  });

  it("keeps the surest of a class with more than may be kept, as sorting all of them would", () => {
    const property = fc.property(
      fc.integer({ min: 0, max: 2 ** 31 }),
      fc.integer({ min: 2, max: 12 }),
      (seed, c) => {
        const random = createRandom(seed);
        const probabilities = matrix(3000, c);
        for (let row = 0; row < 3000; row++) {
          const raw = Array.from({ length: c }, () => Math.round(random.next() * 50) + 1);
          const sum = raw.reduce((a, b) => a + b);
          raw.forEach((value, j) => {
            probabilities.data[row * c + j] = value / sum;
          });
        }
        const all = summarisePredictions(probabilities);
        const candidates = random.permutation(3000).subarray(0, 2500);
        const found = likeliestOfClasses(all, candidates, [], c);
        const expected = Array.from({ length: c }, (_, j) =>
          Array.from(candidates)
            .filter((row) => all.classes[row] === j)
            .sort((a, b) => all.top[b]! - all.top[a]! || a - b)
            .slice(0, keptOfClass(c)),
        ).flat();
        expect(Array.from(found.rows)).toEqual(expected);
      },
    );
    fc.assert(property, { numRuns: 30 });
  });
});

describe("membersOfClasses", () => {
  it("lists a row in every class that it has rather than not, and in none otherwise", () => {
    const probabilities = matrix(3, 2, Float32Array.of(0.7, 0.5, 0.9, 0.49, 0.1, 0.2));
    const found = membersOfClasses(probabilities, Int32Array.of(0, 1, 2), [{ row: 1, classIndex: 1 }]);
    expect(listed(found)).toEqual([
      [0, 1, 0.9],
      [0, 0, 0.7],
    ]);
    expect(membersOfClasses(probabilities, Int32Array.of(1), [{ row: 1, classIndex: 0 }]).rows).toHaveLength(
      0,
    );
  });
});
