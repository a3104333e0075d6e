import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { catalogues } from "@/app/_strings/catalogue";
import {
  outcomesCsv,
  outcomesWords,
  worstFirst,
} from "@/app/projects/[projectId]/quality/_quality/outcome-facts";
import type { Quality } from "@/lib/contracts/quality";

const t = createTranslator({ locale: "en", messages: catalogues.en, namespace: "quality" });

/** Of each class: found, missed, wrongly said. */
function qualityOf(counts: readonly [number, number, number][]): Quality {
  return {
    modelNumber: 1,
    pinnedModelNumber: null,
    holdoutShare: 0.25,
    holdoutGrowth: "grows",
    holdoutStopsAt: null,
    holdoutCount: 40,
    labelClasses: counts.map((_, i) => ({ id: `id ${i}`, name: `class ${i}` })),
    perClass: [],
    confusion: null,
    outcomes: counts.map(([truePositives, falseNegatives, falsePositives]) => ({
      truePositives,
      falseNegatives,
      falsePositives,
      trueNegatives: 40 - truePositives - falseNegatives - falsePositives,
    })),
    calibration: [],
    calibrationError: null,
    calibrationByChance: null,
    diagnosis: null,
  };
}

const some = qualityOf([
  [9, 1, 0],
  [5, 2, 1],
  [2, 0, 3],
  [7, 0, 0],
]);

test("the classes with most mistakes come first, of as many the one that is found less often", () => {
  expect(worstFirst(some).map(({ labelClass }) => labelClass.name)).toEqual([
    "class 2",
    "class 1",
    "class 0",
    "class 3",
  ]);
});

test("the sentence names the class with most mistakes, and which they are", () => {
  const one = qualityOf([
    [9, 1, 0],
    [5, 1, 1],
    [2, 0, 3],
  ]);
  expect(outcomesWords(one, t)).toBe(
    "“class 2” has the most mistakes: 0 of its 2 holdout samples missed, and 3 of 5 samples wrongly said to be it.",
  );
  expect(outcomesWords(qualityOf([[1, 0, 0]]), t)).toBe(
    "No class of 40 holdout samples is missed or wrongly said.",
  );
});

test("where several have as many mistakes no one is called the worst", () => {
  const tied = qualityOf([
    [0, 0, 1],
    [4, 1, 0],
    [9, 0, 0],
  ]);
  expect(outcomesWords(tied, t)).toBe("“class 0”, “class 1” have one mistake each, no other class as many.");
});

test("the file has all four counts of every class, and nothing is in it where nothing is known", () => {
  expect(outcomesCsv(some)).toEqual([
    ["class", "truePositives", "falseNegatives", "falsePositives", "trueNegatives"],
    ["class 2", 2, 0, 3, 35],
    ["class 1", 5, 2, 1, 32],
    ["class 0", 9, 1, 0, 30],
    ["class 3", 7, 0, 0, 33],
  ]);
  expect(outcomesCsv({ ...some, outcomes: null })).toHaveLength(1);
});
