import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { catalogues } from "@/app/_strings/catalogue";
import {
  classesShown,
  confusionCsv,
  confusionWords,
  mistakesOf,
  mostShown,
} from "@/app/projects/[projectId]/quality/_quality/confusion-facts";
import type { Quality } from "@/lib/contracts/quality";

const t = createTranslator({ locale: "en", messages: catalogues.en, namespace: "quality" });
const german = createTranslator({ locale: "de", messages: catalogues.de, namespace: "quality" });

function qualityOf(confusion: number[][]): Quality {
  const holdoutCount = confusion.flat().reduce((sum, count) => sum + count, 0);
  const labelClasses = confusion.map((_, i) => ({ id: `id ${i}`, name: `class ${i}` }));
  const rest = {
    outcomes: null,
    perClass: [],
    calibration: [],
    calibrationError: null,
    calibrationByChance: null,
    diagnosis: null,
  };
  return {
    pinnedModelNumber: null,
    modelNumber: 1,
    holdoutCount,
    holdoutShare: 0.25,
    holdoutGrowth: "grows",
    holdoutStopsAt: null,
    labelClasses,
    confusion,
    ...rest,
  };
}

/** All right but the given mistakes. */
function matrixOf(size: number, mistakes: readonly [number, number, number][]): number[][] {
  const rows = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => +(i === j)));
  for (const [labeled, predicted, count] of mistakes) rows[labeled]![predicted] = count;
  return rows;
}

test("mistakes come the most frequent first, and what is right is none", () => {
  const confusion = matrixOf(3, [
    [0, 1, 2],
    [2, 1, 5],
  ]);
  expect(mistakesOf(confusion)).toEqual([
    { labeled: 2, predicted: 1, count: 5 },
    { labeled: 0, predicted: 1, count: 2 },
  ]);
});

test("few classes are all shown in their order, of many those with most mistakes", () => {
  expect(classesShown(matrixOf(mostShown, [[3, 1, 9]]))).toEqual(
    Array.from({ length: mostShown }, (_, i) => i),
  );
  const shown = classesShown(
    matrixOf(40, [
      [30, 35, 4],
      [20, 35, 3],
    ]),
  );
  expect(shown).toHaveLength(mostShown);
  expect(shown.slice(0, 3)).toEqual([35, 30, 20]);
  const pairs = classesShown(
    matrixOf(40, [
      [3, 37, 2],
      [4, 38, 2],
    ]),
  );
  expect(pairs.slice(0, 4)).toEqual([3, 37, 4, 38]);
});

test("the sentence names the most frequent mistake, and how much of all is shown", () => {
  expect(confusionWords(qualityOf(matrixOf(3, [[0, 1, 2]])), t)).toBe(
    "2 of 5 holdout samples are taken for something else, most often “class 0” for “class 1” (2).",
  );
  const pairs = Array.from({ length: 20 }, (_, i): [number, number, number] => [2 * i, 2 * i + 1, 20 - i]);
  expect(confusionWords(qualityOf(matrixOf(40, pairs)), t)).toMatch(
    /Shown are the 12 of 40 classes with most mistakes, and 105 of all 210 between them;/,
  );
  expect(confusionWords(qualityOf(matrixOf(3, [])), t)).toBe(
    "All 3 holdout samples are taken for what they are.",
  );
});

test("of mistakes that are as frequent all are named, the first three of many", () => {
  const tied = matrixOf(8, [
    [0, 1, 3],
    [2, 3, 1],
    [4, 5, 3],
  ]);
  expect(confusionWords(qualityOf(tied), t)).toMatch(
    /, most often “class 0” for “class 1”, “class 4” for “class 5” \(3 each\)\.$/,
  );
  const each = Array.from({ length: 4 }, (_, i): [number, number, number] => [2 * i, 2 * i + 1, 2]);
  const many = qualityOf(matrixOf(8, each));
  expect(confusionWords(many, t)).toMatch(/“class 4” for “class 5” and 1 more \(2 each\)\.$/);
  expect(confusionWords(many, german)).toMatch(/„class 4“ für „class 5“ und 1 weitere \(je 2\)\.$/);
});

test("the file has the whole matrix", () => {
  const rows = confusionCsv(qualityOf(matrixOf(40, [[39, 0, 7]])));
  expect(rows).toHaveLength(41);
  expect(rows[40]!.slice(0, 2)).toEqual(["class 39", 7]);
});
