import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import {
  calibrationCsv,
  calibrationWords,
} from "@/app/projects/[projectId]/quality/_quality/calibration-words";
import type { Quality } from "@/lib/contracts/quality";

const t = createTranslator({ locale: "en", messages: catalogues.en, namespace: "quality" });

interface Options {
  readonly byChance?: { error: number; gap: number } | null;
  readonly confusion?: number[][] | null;
}

/** Groups of samples, each with its confidence, the share of it that is right, and how many it has. */
function qualityOf(groups: readonly (readonly [number, number, number])[], options: Options = {}): Quality {
  const { byChance = { error: 0.08, gap: 0.06 }, confusion = [] } = options;
  const count = groups.reduce((sum, [, , own]) => sum + own, 0);
  return {
    calibration: groups.map(([confidence, right, own]) => ({
      confidence,
      accuracy: { value: right, low: 0, high: 1 },
      count: own,
    })),
    calibrationError:
      byChance && groups.reduce((sum, [c, right, own]) => sum + Math.abs(c - right) * own, 0) / count,
    calibrationByChance: byChance,
    holdoutCount: count,
    confusion,
  } as unknown as Quality;
}

const wordsOf = (...given: Parameters<typeof qualityOf>) =>
  calibrationWords(qualityOf(...given), t, formatIn("en"));

test("it is too sure or too unsure only where chance does not explain it", () => {
  expect(wordsOf([[0.9, 0.7, 200]])).toMatch(
    /^It is too sure: 90\.0\s% confident on average, 70\.0\s% right, further apart than the 6\.0 points/,
  );
  expect(wordsOf([[0.6, 0.8, 200]])).toMatch(/^It is more often right than it thinks/);
  const apart = [
    [0.6, 0.75, 100],
    [0.9, 0.75, 100],
  ] as const;
  expect(wordsOf(apart)).toMatch(
    /^It is about as sure as it is right on average .* off by 15\.0 points, .* up to 8\.0\.$/,
  );
});

test("its confidence is taken at its word only where the holdout would show that it is off", () => {
  expect(wordsOf([[0.84, 0.8, 60]], { byChance: { error: 0.15, gap: 0.1 } })).toBe(
    "Whether its confidence can be taken at its word cannot be told yet: 84.0\u00a0% confident on average, " +
      "80.0\u00a0% right; from group to group off by 4.0 points, and on 60 holdout samples up to 15.0 would be chance.",
  );
  expect(wordsOf([[0.84, 0.82, 900]], { byChance: { error: 0.04, gap: 0.03 } })).toMatch(
    /^Its confidence can be taken at its word: .* off by 2\.0 points, no more than the 4\.0/,
  );
});

test("of few samples it is too early to tell, and their number is said, unless it is off by more than chance", () => {
  expect(wordsOf([[0.9, 0.6, 49]], { byChance: { error: 0.4, gap: 0.35 } })).toMatch(
    /^Too early to tell: on 49 holdout samples .* off by 30\.0 points/,
  );
  expect(wordsOf([[0.9, 0.4, 49]], { byChance: { error: 0.4, gap: 0.35 } })).toMatch(/^It is too sure: /);
});

test("the error that is told is that of the groups in chart, table and file", () => {
  const quality = qualityOf([
    [0.55, 0.5, 40],
    [0.95, 0.9, 60],
  ]);
  const [, ...rows] = calibrationCsv(quality);
  const ofFile = rows.reduce(
    (sum, row) => sum + Math.abs(Number(row[0]) - Number(row[1])) * Number(row[4]),
    0,
  );
  expect(quality.calibrationError).toBeCloseTo(ofFile / 100, 12);
  expect(calibrationWords(quality, t, formatIn("en"))).toContain("off by 5.0 points");
});

test("what was measured before chance was compared with is not judged", () => {
  expect(wordsOf([[0.9, 0.4, 200]], { byChance: null })).toMatch(/^Not compared with chance yet/);
  expect(wordsOf([])).toBe("Not known yet.");
});

test("where a sample may have several classes it is said that each is asked about by itself", () => {
  expect(wordsOf([[0.9, 0.9, 200]], { confusion: null })).toMatch(
    /asked about by itself here; .* only when all of its classes are\.$/,
  );
  expect(wordsOf([[0.9, 0.9, 200]])).not.toMatch(/by itself/);
});
