import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { classesCsv, classesWords } from "@/app/projects/[projectId]/quality/_quality/class-facts";
import type { Quality } from "@/lib/contracts/quality";
import { classScores } from "@/lib/learning/evaluation/class-scores";

const t = createTranslator({ locale: "en", messages: catalogues.en, namespace: "quality" });
const german = createTranslator({ locale: "de", messages: catalogues.de, namespace: "quality" });

/** Classes in this order: of each its holdout samples, how many are found, and its training labels. */
type Class = readonly [name: string, support: number, found: number, trainingLabels: number];

/** What is missed is taken for a class that is not told. */
function qualityOf(classes: readonly Class[]): Quality {
  const size = classes.length + 1;
  const confusion = new Int32Array(size * size);
  classes.forEach(([, support, found], c) => {
    confusion[c * size + c] = found;
    confusion[c * size + size - 1] = support - found;
  });
  const scores = classScores(confusion, size);
  return {
    labelClasses: classes.map(([name]) => ({ id: name, name })),
    perClass: classes.map(([name, support, found, trainingLabels], c) => ({
      ...scores[c]!,
      ...{ labelClassId: name, found, support, predicted: found, trainingLabels },
      expectedF1: support === 0 ? null : (found + 0.7) / (support + 1),
      ...{ labelNext: null, confusedWith: null },
    })),
  } as unknown as Quality;
}

const wordsOf = (...classes: Class[]) => classesWords(qualityOf(classes), t, formatIn("en"));

test("a class is called the worst only where intervals of all classes at once say so", () => {
  expect(wordsOf(["bad", 60, 12, 30], ["good", 60, 55, 30], ["better", 60, 58, 30])).toMatch(
    /^“bad” is told apart worst: F1 0\.33 \(0\.\d+ to 0\.\d+\), below every other class; the best, “better”, has 0\.98/,
  );
  // As with 13 samples of spam: its interval reaches that of the others.
  expect(wordsOf(["spam", 13, 10, 30], ["ham", 82, 79, 30])).toMatch(
    /^“spam” looks worst: 10 of its 13 holdout samples found, 0 others taken for it\. That is too little to tell/,
  );
});

test("classes that are surely behind the best are named where the worst of them cannot be told", () => {
  expect(wordsOf(["few", 2, 0, 30], ["bad", 60, 12, 30], ["poor", 60, 15, 30], ["good", 60, 58, 30])).toMatch(
    /^2 classes are told apart less well than “good” with its F1 of 0\.98 \(.*\), by more than chance explains: “bad”, “poor”\. Of the other one it/,
  );
  expect(wordsOf(["few", 2, 0, 30], ["bad", 60, 12, 30], ["good", 60, 58, 30])).toMatch(
    /^“bad” is told apart less well than “good” with its F1 of 0\.98 \(.*\), by more than chance explains\. Of/,
  );
  expect(wordsOf(["bad", 60, 12, 30], ["poor", 60, 15, 30], ["good", 60, 58, 30])).toMatch(
    /by more than chance explains: “bad”, “poor”\. Precision:/,
  );
});

test("the more classes are compared, the more it takes", () => {
  const two: Class[] = [
    ["bad", 20, 7, 30],
    ["good", 30, 28, 30],
  ];
  const many = Array.from({ length: 60 }, (_, i): Class => [`other ${i}`, 6, 5, 30]);
  expect(wordsOf(...two)).toMatch(/^“bad” is told apart worst/);
  expect(wordsOf(...two, ...many)).toMatch(/^“bad” looks worst/);
});

test("of classes that miss all of their few samples the first is named with its counts", () => {
  expect(wordsOf(["compromised card", 4, 0, 20], ["other", 3, 3, 20])).toMatch(
    /^“compromised card” looks worst: 0 of its 4 holdout samples found/,
  );
});

test("of a class that the holdout has no sample of, only what is taken for it is counted", () => {
  const quality = qualityOf([
    ["legal", 0, 0, 9],
    ["other", 9, 9, 9],
  ]);
  const [legal, other] = quality.perClass;
  const perClass = [{ ...legal!, predicted: 3, expectedF1: 0.2 }, other!];
  expect(classesWords({ ...quality, perClass }, t, formatIn("en"))).toMatch(
    /^“legal” looks worst: the holdout has no sample of it, 3 others taken for it\./,
  );
});

test("what was never trained on and what cannot be judged is counted and named", () => {
  const said = wordsOf(["new", 2, 0, 0], ["known", 9, 9, 9], ["same", 9, 9, 9], ["unseen", 0, 0, 4]);
  expect(said).toMatch(
    /^One class was never seen in training and stands first: “new”\. None of the 2 classes that were trained on/,
  );
  expect(said).toContain(
    "One class cannot be judged, since the holdout has no sample of it: “unseen”. Precision: how much",
  );
  expect(said).toMatch(
    /A dash under F1: fewer than five samples of the holdout are of the class or taken for it/,
  );
  expect(wordsOf(["known", 9, 9, 9], ["same", 9, 9, 9])).not.toMatch(/cannot be judged|dash|never seen/);
  expect(wordsOf(["new", 2, 0, 0])).toContain("Too early to tell: no class that was trained on");
});

test("in German, too", () => {
  const quality = qualityOf([
    ["neu", 2, 0, 0],
    ["schwach", 60, 12, 30],
    ["gut", 60, 58, 30],
  ]);
  expect(classesWords(quality, german, formatIn("de"))).toMatch(
    /^Eine Klasse kam im Training nie vor und steht zuerst: „neu“\. „schwach“ wird am schlechtesten erkannt: F1 0,33/,
  );
});

test("the file has what the order is by, and the counts", () => {
  const [head, row] = classesCsv(qualityOf([["bad", 4, 0, 20]]));
  const cellOf = (name: string) => row![head!.indexOf(name)];
  expect(["class", "f1", "holdoutLabels", "holdoutPredicted", "holdoutFound"].map(cellOf)).toEqual([
    "bad",
    null,
    4,
    0,
    0,
  ]);
  expect(cellOf("expectedF1")).toBeCloseTo(0.14, 12);
});
