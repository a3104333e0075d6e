import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { peopleCsv } from "@/app/projects/[projectId]/agreement/_agreement/agreement-csv";
import { classesWords, headlineWords } from "@/app/projects/[projectId]/agreement/_agreement/agreement-words";
import { goldWords } from "@/app/projects/[projectId]/agreement/_agreement/gold-words";
import type { Agreement, Coefficient } from "@/lib/contracts/agreement";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";

const options = { locale: "en", messages: catalogues.en } as const;
const headline = createTranslator({ ...options, namespace: "agreement.headline" });
const classes = createTranslator({ ...options, namespace: "agreement.classes" });
const goldStrings = createTranslator({ ...options, namespace: "agreement.gold" });
const format = formatIn("en");

const ids = ["World", "Sports", "Business"] as const;

/** Samples with several answers, and alpha of each class that somebody named. */
function agreementOf(samples: number, alphas: readonly (Coefficient | null)[]): Agreement {
  return {
    ...{
      task: "single",
      secondOpinionShare: 0.1,
      waiting: 0,
      goldShare: 0,
      gold: { samples: 0, answers: 0, right: 0 },
      people: [],
      pairs: [],
      open: 0,
      disagreements: [],
    },
    overall: { samples, alike: 1, alpha: null },
    classes: alphas.map((alpha, i) => ({ labelClassId: ids[i]!, samples, unanimous: samples, alpha })),
    labelClasses: ids.map((id, position) => ({ id, name: id, position, isArchived: false })),
  };
}

const around = (value: number): Coefficient => ({ value, low: value - 0.1, high: value + 0.1 });

test("the headline says why it cannot tell: too few samples, or all answers the same", () => {
  const said = (samples: number) => headlineWords({ samples, alike: 1, alpha: null }, headline, format);
  expect(said(0).sentence).toBe("No sample has been labeled by two people yet.");
  expect(said(19).sentence).toMatch(/^19 samples have labels of several people: too early to tell/);
  expect(said(20).sentence).toBe("People agree: all answers on 20 samples are the same one.");
  expect(said(20).basis).not.toContain("From 20");
});

test("a class stands out only where its interval says so", () => {
  const said = (alphas: readonly (Coefficient | null)[], samples = 40) =>
    classesWords(agreementOf(samples, alphas), classes, format);
  expect(said([around(0.2), around(0.9), null])).toMatch(
    /^People agree least on “World” \(alpha 0\.20\): a clearer/,
  );
  expect(said([around(0.7), around(0.65)])).toMatch(
    /^People agree least on “Sports” .* not distinguishably less/,
  );
  // The best is at 1, above the worst one's interval, and could be far below.
  expect(
    said([
      { value: 0.54, low: -0.4, high: 0.87 },
      { value: 1, low: 0.52, high: 1 },
    ]),
  ).toMatch(/not distinguishably/);
  expect(said([null, null], 12)).toMatch(/^Too few samples/);
});

test("no class is named where people agree on all alike, as they always do on two, or gave one answer only", () => {
  const said = (alphas: readonly (Coefficient | null)[]) =>
    classesWords(agreementOf(40, alphas), classes, format);
  expect(said([around(0.7), around(0.7)])).toBe("People agree on every class alike (alpha 0.70).");
  expect(said([null])).toBe("All answers are the same, so nothing tells the classes apart.");
});

/** People with so many answers to gold, and so many right ones. */
function goldOf(share: number, each: readonly (readonly [answers: number, right: number])[]): string {
  const people = each.map(([answers, right], i) => ({
    ...{ number: i + 1, name: `Person ${i + 1}`, samples: 0, alike: 0, settled: 0, upheld: 0 },
    gold: { answers, right, ...wilsonInterval(right, answers) },
    ...{ recentSeconds: null, earlierSeconds: null },
  }));
  const sum = (at: 0 | 1) => each.reduce((all, counts) => all + counts[at], 0);
  const gold = { samples: 3, answers: sum(0), right: sum(1) };
  const agreement = { ...agreementOf(0, []), goldShare: share, gold, people };
  return goldWords(agreement, (number) => `P${number}`, goldStrings, format);
}

test("of gold it says what is missing until somebody has answered, and then who answers it right how often", () => {
  expect(goldOf(0, [])).toMatch(/^3 samples are gold, and nobody has answered any\. Choose a share/);
  expect(goldOf(0.05, [[0, 0]])).toBe("3 samples are gold, and nobody has answered any yet.");
  expect(
    goldOf(0.05, [
      [0, 0],
      [10, 9],
    ]),
  ).toMatch(/^P2 answers 90\s% of gold right \(95 % interval 60\s% to 98\s%\)\.$/);
});

test("who answers gold right least often is named, and as worse only where everybody else's interval lies above", () => {
  expect(
    goldOf(0.05, [
      [40, 39],
      [40, 20],
    ]),
  ).toMatch(/^74\s% .* P2 is right least often: 50\s% \(35\s% to 65\s%\)\.$/);
  expect(
    goldOf(0.05, [
      [100, 99],
      [100, 61],
      [100, 60],
    ]),
  ).toMatch(
    /^73\s% of the answers to gold are right\. Nobody is right distinguishably less often than everybody else\.$/,
  );
  expect(
    goldOf(0.05, [
      [100, 99],
      [100, 90],
      [100, 60],
    ]),
  ).toMatch(/^83\s% .* P3 is right least often: 60\s%/);
  expect(
    goldOf(0.05, [
      [10, 9],
      [10, 8],
    ]),
  ).toMatch(/^85\s% .* Nobody is right distinguishably less often than everybody else\.$/);
  expect(
    goldOf(0.05, [
      [10, 9],
      [20, 18],
    ]),
  ).toMatch(/^90\s% of the answers to gold are right\.$/);
});

test("the table of people tells as CSV what it shows, and nothing of a share without answers", () => {
  const person = {
    number: 1,
    name: "Ada",
    samples: 2,
    alike: 0.5,
    settled: 2,
    upheld: 1,
    recentSeconds: 3,
    earlierSeconds: null,
  };
  const agreement = agreementOf(2, []);
  const rowOf = (answers: number, right: number) => {
    const gold = { answers, right, ...wilsonInterval(right, answers) };
    const [head, row] = peopleCsv({ ...agreement, people: [{ ...person, gold }] }, () => "Ada");
    return Object.fromEntries(head!.map((name, i) => [name, row![i]]));
  };
  const { low, high } = wilsonInterval(3, 4);
  expect(rowOf(4, 3)).toEqual({
    ...{ person: "Ada", samples: 2, agreement: 0.5, settled: 2, upheld: 1, undecided: 0 },
    ...{ goldAnswers: 4, goldRight: 3, goldAccuracy: 0.75 },
    ...{ goldAccuracyLow: low, goldAccuracyHigh: high, recentSeconds: 3, earlierSeconds: null },
  });
  expect(rowOf(0, 0)).toMatchObject({
    ...{ goldAnswers: 0, goldAccuracy: null, goldAccuracyLow: null, goldAccuracyHigh: null },
  });
});
