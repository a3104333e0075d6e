import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { classesWords, headlineWords } from "@/app/projects/[projectId]/agreement/_agreement/agreement-words";
import type { Agreement, Coefficient } from "@/lib/contracts/agreement";

const options = { locale: "en", messages: catalogues.en } as const;
const headline = createTranslator({ ...options, namespace: "agreement.headline" });
const classes = createTranslator({ ...options, namespace: "agreement.classes" });
const format = formatIn("en");

const ids = ["World", "Sports", "Business"] as const;

/** Samples with several answers, and alpha of each class that somebody named. */
function agreementOf(samples: number, alphas: readonly (Coefficient | null)[]): Agreement {
  return {
    ...{
      task: "single",
      secondOpinionShare: 0.1,
      waiting: 0,
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
