import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { checksOf, diagnosisCsv } from "@/app/projects/[projectId]/quality/_quality/diagnosis-facts";
import { findingWords, ofEarlierModel } from "@/app/projects/[projectId]/quality/_quality/finding-words";
import { holdoutWorthADiagnosis, type Quality } from "@/lib/contracts/quality";
import { findingOf } from "@/lib/learning/diagnosis/finding";

const t = createTranslator({ locale: "en", messages: catalogues.en, namespace: "quality" });
const format = formatIn("en");
const holdoutAccuracy = { value: 0.84, low: 0.76, high: 0.9 };
const ids = ["a", "b", "c", "d", "e"];

function qualityWith(diagnosis: Partial<NonNullable<Quality["diagnosis"]>>): Quality {
  return {
    modelNumber: 12,
    pinnedModelNumber: null,
    holdoutCount: 95,
    holdoutShare: 0.25,
    holdoutGrowth: "grows",
    holdoutStopsAt: null,
    labelClasses: ids.map((id) => ({ id, name: id.toUpperCase() })),
    perClass: ids.map((labelClassId, i) => ({
      labelClassId,
      precision: null,
      recall: null,
      f1: null,
      expectedF1: null,
      simultaneousF1: null,
      support: 19,
      predicted: 19,
      found: 15,
      trainingLabels: 20 + i,
      labelNext: i === 1 ? "few labels" : null,
      confusedWith: null,
    })),
    confusion: [],
    outcomes: null,
    calibration: [],
    calibrationError: null,
    calibrationByChance: null,
    diagnosis: {
      trainingAccuracy: null,
      crossValidatedAccuracy: null,
      holdoutAccuracy,
      spread: null,
      drift: null,
      classesNeverSeen: [],
      trainingMeasured: null,
      notKnown: [],
      finding: "healthy",
      advice: "goOn",
      ...diagnosis,
    },
  };
}

const wordsOf = (diagnosis: Partial<NonNullable<Quality["diagnosis"]>>) =>
  findingWords(qualityWith(diagnosis), t, format);

test("every finding comes with its evidence, on which model and samples it rests, and what to do next", () => {
  const { sentence, evidence, next } = wordsOf({ finding: "memorising", trainingAccuracy: 0.98 });
  expect(sentence).toMatch(/^The model memorises/);
  expect(evidence).toBe(
    "It is right on 98.0\u00a0% of the labels it was trained on, but on 84.0\u00a0% (76.0 to 90.0) of the holdout. " +
      "Model 12, measured on 95 holdout samples.",
  );
  expect(next).toMatch(/^label on/);
  const spread = { spread: 0.034, resamples: 8 };
  expect(wordsOf({ finding: "variance", spread }).evidence).toMatch(/about 3\.4 points better or worse/);
});

test("of classes never seen the first three are named, and the others counted", () => {
  const { evidence } = wordsOf({ finding: "missingCases", classesNeverSeen: ids });
  expect(evidence).toMatch(/^5 classes were never seen in training: “A”, “B”, “C” and 2 more\./);
  const one = wordsOf({ finding: "missingCases", classesNeverSeen: ["d"] });
  expect(one.evidence).toMatch(/^One class was never seen in training: “D”\./);
});

test("where all were seen, those with few labels are named", () => {
  expect(wordsOf({ finding: "missingCases" }).evidence).toMatch(
    /^One class has few labels and costs mistakes: “B”\./,
  );
});

test("a drift is told with both halves and how likely chance makes it", () => {
  const drift = { older: holdoutAccuracy, newer: { value: 0.6, low: 0.5, high: 0.7 }, pValue: 0.00004 };
  expect(wordsOf({ finding: "drift", drift }).evidence).toMatch(
    /newer half; by chance alone such a difference has probability below 0\.001\./,
  );
});

test("too early to tell is said until as many holdout labels are there as the finding asks for", () => {
  const evidence = {
    trainingAccuracy: 0.85,
    crossValidatedAccuracy: null,
    holdoutAccuracy,
    spread: null,
    drift: null,
    missing: { neverSeen: [], hardlySeen: [], lost: 0 },
  };
  expect(findingOf({ ...evidence, holdoutCount: holdoutWorthADiagnosis - 1 })).toBe("cannotTell");
  expect(findingOf({ ...evidence, holdoutCount: holdoutWorthADiagnosis })).not.toBe("cannotTell");
  const few = { ...qualityWith({ finding: "cannotTell" }), holdoutCount: holdoutWorthADiagnosis - 1 };
  expect(findingWords(few, t, format).evidence).toMatch(
    /too few to tell what holds it back: 1 more holdout label tells\./,
  );
});

test("only what was found stands out, and what was not measured yet says so", () => {
  const checks = checksOf(qualityWith({ finding: "memorising", trainingAccuracy: 0.98 }), t, format);
  expect(checks.filter(({ standsOut }) => standsOut).map(({ kind }) => kind)).toEqual(["memorising"]);
  expect(checks.map(({ words }) => words)).toEqual([
    "It is right on 98.0\u00a0% of its own labels, 14.0 points more than on the holdout.",
    expect.stringMatching(
      /^Not known yet: it takes many models .* the holdout has 50 labels, .* grown by 15\s%\.$/,
    ),
    "Every class has been seen; the fewest training labels, 20, has “A”.",
    "Not known yet: it takes at least 20 holdout labels in each half.",
  ]);
});

test("where nothing stands out it is said what is not known yet", () => {
  expect(wordsOf({ finding: "healthy" }).sentence).toBe(
    "Nothing stands out, neither of the data nor of the model.",
  );
  expect(wordsOf({ finding: "healthy", notKnown: ["memorising", "variance"] }).sentence).toBe(
    "Of what has been measured nothing stands out; not known yet: memorising, variance.",
  );
  expect(wordsOf({ finding: "missingCases", notKnown: ["memorising"] }).sentence).toMatch(
    /^The data has gaps/,
  );
});

test("what was measured on an earlier model says on which, everywhere it stands", () => {
  const earlier = { trainingAccuracy: 0.98, trainingMeasured: { modelNumber: 9, labelsSpent: 300 } };
  const said = "Measured on model 9, at 300 labels.";
  expect(wordsOf({ finding: "memorising", ...earlier }).evidence).toContain(said);
  expect(wordsOf({ finding: "healthy", ...earlier }).evidence).not.toContain(said);
  const quality = qualityWith(earlier);
  expect(checksOf(quality, t, format)[0]!.words).toContain(said);
  expect(
    diagnosisCsv(quality)
      .find(([measure]) => measure === "accuracy training")!
      .at(-1),
  ).toBe(9);
  expect(
    diagnosisCsv(quality)
      .find(([measure]) => measure === "accuracy holdout")!
      .at(-1),
  ).toBe(12);
  expect(ofEarlierModel({ ...quality, modelNumber: 9 }, t)).toBe("");
});

test("no class is said to cost mistakes that makes none", () => {
  const quality = qualityWith({ finding: "missingCases" });
  const perClass = quality.perClass.map((one) => ({ ...one, support: 0, predicted: 0, found: 0 }));
  expect(findingWords({ ...quality, perClass }, t, format).evidence).not.toMatch(/costs? mistakes/);
});

test("a training accuracy within the holdout's interval is no memorising", () => {
  const [memorising] = checksOf(qualityWith({ trainingAccuracy: 0.89 }), t, format);
  expect(memorising!.words).toMatch(/no more than the holdout allows/);
});

test("where a sample may have several classes it is said what counts as right", () => {
  const quality = qualityWith({ finding: "healthy" });
  const ofSets = findingWords({ ...quality, confusion: null }, t, format).evidence;
  expect(ofSets).toMatch(/A sample is right when all of its classes are\.$/);
  expect(findingWords(quality, t, format).evidence).not.toMatch(/all of its classes/);
});

test("what to do next agrees with the overview: nobody is told to label on who is told to stop, or to grow the holdout", () => {
  expect(wordsOf({ advice: "targetMet" }).next).toMatch(/^nothing: the target is met/);
  expect(wordsOf({ advice: "flat", finding: "variance" }).next).toMatch(
    /^nothing: more labels hardly change/,
  );
  expect(wordsOf({ advice: "budgetSpent", finding: "cannotTell" }).next).toMatch(
    /until the budget is raised/,
  );
  expect(wordsOf({ advice: "growHoldout" }).next).toMatch(/^label more of the holdout/);
  expect(wordsOf({ advice: "growHoldout", finding: "missingCases" }).next).toMatch(/^look for samples/);
  expect(wordsOf({ advice: "targetMet", finding: "drift" }).next).toMatch(/^see whether the samples/);
  expect(wordsOf({ advice: "cannotTell" }).next).toMatch(/^label on/);
});

const nextOf = (quality: Partial<Quality>, diagnosis: Partial<NonNullable<Quality["diagnosis"]>>) =>
  findingWords({ ...qualityWith(diagnosis), ...quality }, t, format).next;

test("nobody is told to wait for holdout labels that do not come", () => {
  const few = { holdoutCount: 45, holdoutGrowth: "atWidth" } as const;
  const early = { finding: "cannotTell", advice: "cannotTell" } as const;
  expect(nextOf(few, early)).toMatch(/^ask for a narrower interval of the holdout in the overview/);
  expect(nextOf({ ...few, holdoutGrowth: "noShare" }, early)).toMatch(/^give the holdout a share/);
  expect(nextOf({ ...few, holdoutGrowth: "activeTesting" }, early)).toMatch(/^set the holdout back/);
  expect(nextOf({ ...few, holdoutGrowth: "grows", holdoutStopsAt: 48 }, early)).toMatch(
    /^ask for a narrower/,
  );
  expect(nextOf({ ...few, holdoutGrowth: "grows", holdoutStopsAt: 60 }, early)).toMatch(/^label on; samples/);
  expect(nextOf({ holdoutGrowth: "atWidth" }, { advice: "growHoldout" })).toMatch(/^ask for a narrower/);
  expect(nextOf({ holdoutGrowth: "atWidth" }, { advice: "goOn" })).toMatch(/^label on/);
  const [memorising] = checksOf({ ...qualityWith({}), ...few }, t, format);
  expect(memorising!.words).toMatch(/By today’s settings the holdout does not get there\.$/);
});

test("while a model is frozen nobody is told to label on before rounds train again", () => {
  const frozen = { pinnedModelNumber: 12 };
  expect(nextOf(frozen, { finding: "memorising" })).toMatch(
    /^let rounds train again first, .*: while model 12 is frozen no label teaches it\. Then label on; what more/,
  );
  expect(nextOf(frozen, { finding: "missingCases", advice: "growHoldout" })).toMatch(
    /teaches it\. Then look for/,
  );
  expect(nextOf(frozen, { finding: "drift" })).toMatch(/^see whether/);
  expect(nextOf(frozen, { advice: "flat" })).toMatch(/^nothing/);
  const german = createTranslator({ locale: "de", messages: catalogues.de, namespace: "quality" });
  const quality = { ...qualityWith({ finding: "healthy" }), ...frozen };
  expect(findingWords(quality, german, formatIn("de")).next).toMatch(
    /lernt es aus keinem Label\. Danach: weiter labeln/,
  );
});

test("of classes with as few training labels all are named, the first three of many", () => {
  const missing = (trainingLabels: readonly number[], language: typeof t = t) => {
    const quality = qualityWith({});
    const perClass = quality.perClass.map((one, i) => ({ ...one, trainingLabels: trainingLabels[i]! }));
    const checks = checksOf({ ...quality, perClass }, language, format);
    return checks.find(({ kind }) => kind === "missingCases")!.words;
  };
  expect(missing([167, 180, 167, 190, 200])).toBe(
    "Every class has been seen; the fewest training labels, 167 each, have “A”, “C”.",
  );
  expect(missing([9, 9, 9, 9, 20])).toMatch(/, 9 each, have “A”, “B”, “C” and 1 more\.$/);
  const german = createTranslator({ locale: "de", messages: catalogues.de, namespace: "quality" });
  expect(missing([9, 9, 10, 11, 20], german)).toBe(
    "Jede Klasse kam vor; die wenigsten Trainingslabels, je 9, haben „A“, „B“.",
  );
  expect(missing([9, 10, 10, 11, 20], german)).toMatch(/Trainingslabels, 9, hat „A“\.$/);
});
