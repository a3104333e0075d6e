import fc from "fast-check";
import { expect, it } from "vitest";
import { FEWEST_OF_CLASS } from "@/lib/learning/evaluation/class-scores";
import { outcomeOf } from "@/lib/learning/evaluation/outcomes";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";
import { matrix } from "@/lib/learning/matrix";
import { qualityOf, qualityOfMemberships } from "@/lib/learning/outlook/model-quality";
import { createRandom } from "@/lib/learning/random";

const counts = (found: number, missed: number, wrong: number, left: number) => ({
  truePositives: found,
  falseNegatives: missed,
  falsePositives: wrong,
  trueNegatives: left,
});

it("counts by class what is found, missed, wrongly said and rightly left out, also of samples with no class at all", () => {
  const probabilities = matrix(
    4,
    3,
    Float32Array.of(0.9, 0.6, 0.1, 0.8, 0.5, 0.2, 0.1, 0.2, 0.3, 0.7, 0.2, 0.4),
  );
  const labels = [
    { row: 3, classes: [0, 1] },
    { row: 5, classes: [1] },
    { row: 6, classes: [0] },
    { row: 9, classes: [] },
  ];
  const { outcomes, confusion } = qualityOfMemberships(probabilities, labels, [9, 9, 9], createRandom(1));
  expect(outcomes).toEqual([counts(1, 1, 2, 0), counts(1, 1, 0, 2), counts(0, 0, 0, 4)]);
  expect(confusion).toBeNull();
});

it("are none where a sample has one class", () => {
  const probabilities = matrix(2, 2, Float32Array.of(0.9, 0.1, 0.2, 0.8));
  expect(qualityOf(probabilities, Int32Array.of(0, 1), [9, 9], createRandom(1)).outcomes).toBeNull();
});

it("agree with precision, recall and support, whatever is labeled and predicted", () => {
  const pair = fc.record({ has: fc.boolean(), probability: fc.float({ min: 0, max: 1, noNaN: true }) });
  const sample = fc.array(pair, { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 40 }), (samples) => {
      const data = Float32Array.from(samples.flat(), ({ probability }) => probability);
      const labels = samples.map((pairs, row) => ({
        row,
        classes: pairs.flatMap(({ has }, c) => (has ? [c] : [])),
      }));
      const { perClass, outcomes } = qualityOfMemberships(
        matrix(samples.length, 3, data),
        labels,
        [9, 9, 9],
        createRandom(1),
      );
      outcomes!.forEach((of, c) => {
        const [support, predicted] = [
          of.truePositives + of.falseNegatives,
          of.truePositives + of.falsePositives,
        ];
        expect(predicted + of.falseNegatives + of.trueNegatives).toBe(samples.length);
        expect(perClass[c]!.support).toBe(support);
        expect(perClass[c]!.recall).toEqual(shareOf(of.truePositives, support));
        expect(perClass[c]!.precision).toEqual(shareOf(of.truePositives, predicted));
      });
    }),
  );
});

function shareOf(found: number, of: number) {
  return of < FEWEST_OF_CLASS ? null : { value: found / of, ...wilsonInterval(found, of) };
}

it("says which of the four an answer is", () => {
  expect([outcomeOf(1, 1), outcomeOf(1, 0), outcomeOf(0, 1), outcomeOf(0, 0)]).toEqual([
    "truePositive",
    "falseNegative",
    "falsePositive",
    "trueNegative",
  ]);
});
