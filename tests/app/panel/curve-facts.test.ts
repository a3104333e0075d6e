import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { meaningOf as meaningIn } from "@/app/projects/[projectId]/_panel/curve-facts";
import type { CurvePoint } from "@/lib/contracts/panel";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";

const english = createTranslator({ locale: "en", messages: catalogues.en, namespace: "panel.meaning" });
const meaningOf = (curve: CurvePoint[]) => meaningIn(curve, english, formatIn("en"));

function point(labelsSpent: number, correct: number, holdoutCount: number): CurvePoint {
  const { low, high } = wilsonInterval(correct, holdoutCount);
  const accuracy = correct / holdoutCount;
  const others = { macroF1: accuracy, logLoss: 0.5, calibrationError: null };
  return { labelsSpent, modelNumber: labelsSpent, holdoutCount, accuracy, low, high, ...others };
}

test("with fewer than 30 holdout labels it is too early to tell, and it is said how many more would tell", () => {
  expect(meaningOf([point(3, 1, 1), point(5, 1, 1)])).toBe(
    "Too early to tell: with 1 holdout label the truth most likely lies between 20.7 and 100.0\u00a0%. " +
      "After 29 more holdout labels it is known to within 17 points.",
  );
  expect(meaningOf([point(40, 5, 29), point(116, 29, 29)])).toMatch(
    /^Too early to tell: with 29 holdout labels .* After 1 more holdout label it is known/,
  );
});

test("from 30 on a change that the interval holds may be chance, and one that it does not hold is told", () => {
  expect(meaningOf([point(90, 24, 30), point(120, 26, 30)])).toBe(
    "Over the last 30 labels it moved by +6.7 points, which may be chance: " +
      "with 30 holdout labels the truth most likely lies between 70.3 and 94.7\u00a0%.",
  );
  expect(meaningOf([point(90, 15, 30), point(120, 26, 30)])).toMatch(
    /^Over the last 30 labels it rose by 36\.7 points: /,
  );
  expect(meaningOf([point(90, 26, 30), point(120, 15, 30)])).toMatch(
    /^Over the last 30 labels it fell by 36\.7 points: /,
  );
});

test("the interval is taken as lopsided as it is: at the end of the scale it reaches only down", () => {
  const [before, last] = [point(60, 97, 100), point(100, 100, 100)];
  expect(last.accuracy - before.accuracy).toBeGreaterThan((last.high - last.low) / 2);
  expect(meaningOf([before, last])).toMatch(/moved by \+3\.0 points, which may be chance/);
});

test("a figure that did not change is not said to have stayed, only to read the same", () => {
  expect(meaningOf([point(60, 50, 64), point(100, 50, 64)])).toMatch(
    /^Over the last 40 labels the figure did not change: with 64 holdout labels/,
  );
});

test("without a point from before the last quarter there is one stretch, and without any point no meaning", () => {
  expect(meaningOf([point(100, 50, 64)])).toMatch(/^One stretch of the curve so far: with 64 holdout labels/);
  expect(meaningOf([])).toBe("");
});

test("in German the numbers are written as Germans write them", () => {
  const german = createTranslator({ locale: "de", messages: catalogues.de, namespace: "panel.meaning" });
  expect(meaningIn([point(9_000, 2_400, 3_000), point(12_000, 2_600, 3_000)], german, formatIn("de"))).toBe(
    "Über die letzten 3.000 Labels stieg sie um 6,7 Punkte: " +
      "mit 3.000 Holdout-Labels liegt die wahre Genauigkeit am ehesten zwischen 85,4 und 87,8\u00a0%.",
  );
});
