import type { Quality } from "@/lib/contracts/quality";
import type { CsvValue } from "../../../../_components/csv";
import { namesOf, type QualityWords } from "./finding-words";

export type Confusion = NonNullable<Quality["confusion"]>;

/** A matrix of more classes cannot be read. */
export const mostShown = 12;

/** A class that is taken for another, by their indices. */
export interface Mistake {
  readonly labeled: number;
  readonly predicted: number;
  readonly count: number;
}

/** What is taken for what, the most frequent first. */
export function mistakesOf(confusion: Confusion): Mistake[] {
  return confusion
    .flatMap((row, labeled) => row.map((count, predicted) => ({ labeled, predicted, count })))
    .filter(({ labeled, predicted, count }) => labeled !== predicted && count > 0)
    .sort((a, b) => b.count - a.count);
}

/**
 * The indices of the classes to show: all in their order where they are few, else those with most mistakes first; of as
 * many, the one that is confused more with those before it.
 */
export function classesShown(confusion: Confusion): number[] {
  const left = confusion.map((_, index) => index);
  if (left.length <= mostShown) return left;
  const between = (a: number, b: number) => (a === b ? 0 : confusion[a]![b]! + confusion[b]![a]!);
  const sumOver = (classes: readonly number[], a: number) =>
    classes.reduce((sum, b) => sum + between(a, b), 0);
  const mistakes = left.map((a) => sumOver(left, a));
  const shown: number[] = [];
  while (shown.length < mostShown) {
    const within = new Map(left.map((a) => [a, sumOver(shown, a)]));
    left.sort((a, b) => mistakes[b]! - mistakes[a]! || within.get(b)! - within.get(a)! || a - b);
    shown.push(left.shift()!);
  }
  return shown;
}

/** As many of the most frequent mistakes are named. */
const mostNamed = 3;

/** How many mistakes there are, the most frequent ones, and what of them is shown. */
export function confusionWords(quality: Quality, t: QualityWords): string {
  const confusion = quality.confusion!;
  const mistakes = mistakesOf(confusion);
  const [worst] = mistakes;
  if (!worst) return t("confusion.none", { holdout: quality.holdoutCount });
  const sum = (some: readonly Mistake[]) => some.reduce((total, { count }) => total + count, 0);
  const nameAt = (index: number) => namesOf([quality.labelClasses[index]!.id], quality, t);
  const asOften = mistakes.filter(({ count }) => count === worst.count);
  const pairs = asOften
    .slice(0, mostNamed)
    .map(({ labeled, predicted }) =>
      t("confusion.pair", { labeled: nameAt(labeled), predicted: nameAt(predicted) }),
    );
  const most = t("confusion.most", {
    mistakes: sum(mistakes),
    holdout: quality.holdoutCount,
    pairs: pairs.join(", "),
    more: asOften.length - pairs.length,
    tied: asOften.length,
    count: worst.count,
  });
  const shown = new Set(classesShown(confusion));
  if (shown.size === confusion.length) return most;
  const within = mistakes.filter(({ labeled, predicted }) => shown.has(labeled) && shown.has(predicted));
  const part = t("confusion.part", {
    shown: shown.size,
    classes: confusion.length,
    within: sum(within),
    mistakes: sum(mistakes),
  });
  return `${most} ${part}`;
}

/** The whole matrix, truth by row. */
export function confusionCsv({ confusion, labelClasses }: Quality): CsvValue[][] {
  const names = labelClasses.map(({ name }) => name);
  const rows = confusion ?? [];
  return [["labeled \\ taken for", ...names], ...rows.map((row, index) => [names[index]!, ...row])];
}
