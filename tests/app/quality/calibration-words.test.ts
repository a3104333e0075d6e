import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { calibrationWords } from "@/app/projects/[projectId]/quality/_quality/calibration-words";
import type { Quality } from "@/lib/contracts/progress";

const t = createTranslator({ locale: "en", messages: catalogues.en, namespace: "quality" });

/** One group of samples with this confidence, of which this share is right. */
function wordsOf(
  confidence: number,
  right: number,
  count: number,
  confusion: number[][] | null = [],
): string {
  const calibration = [{ confidence, accuracy: { value: right, low: 0, high: 1 }, count }];
  const calibrationError = Math.abs(confidence - right);
  const quality = { calibration, calibrationError, holdoutCount: count, confusion } as unknown as Quality;
  return calibrationWords(quality, t, formatIn("en"));
}

test("it is too sure or too unsure only where chance does not explain it", () => {
  expect(wordsOf(0.9, 0.7, 200)).toMatch(/^It is too sure: 90\.0\s% confident on average, 70\.0\s% right/);
  expect(wordsOf(0.6, 0.8, 200)).toMatch(/^It is more often right than it thinks/);
  expect(wordsOf(0.84, 0.8, 60)).toMatch(/^Its confidence can be taken at its word/);
});

test("of few samples it is too early to tell", () => {
  expect(wordsOf(0.9, 0.4, 49)).toMatch(/^Too early to tell/);
});

test("where a sample may have several classes it is said that each is asked about by itself", () => {
  expect(wordsOf(0.9, 0.9, 200, null)).toMatch(
    /asked about by itself here; .* only when all of its classes are\.$/,
  );
  expect(wordsOf(0.9, 0.9, 200)).not.toMatch(/by itself/);
});
