import type { Quality } from "@/lib/contracts/quality";

export interface ClassCounts {
  /** Holdout samples of the class, those that are taken for it, and those that are both. */
  readonly support: number;
  readonly predicted: number;
  readonly found: number;
}

type Ordered = Pick<Quality["perClass"][number], "expectedF1" | "trainingLabels"> & ClassCounts;

/**
 * The F1 to be expected of each class; null where the holdout has nothing of it. Of samples that are of a class or taken for
 * it the share J that is both makes F1 = 2J / (1 + J). Measured alone, of classes with few samples half would be best or
 * worst by accident: each is given one sample more, which is as often right as those of all classes (a prior worth one
 * sample: the unit information prior of Kass & Wasserman 1995).
 */
export function expectedF1s(counts: readonly ClassCounts[]): (number | null)[] {
  const of = ({ support, predicted, found }: ClassCounts) => support + predicted - found;
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const overall = sum(counts.map(({ found }) => found)) / Math.max(1, sum(counts.map(of)));
  return counts.map((own) => {
    if (of(own) === 0) return null;
    const overlap = (own.found + overall) / (of(own) + 1);
    return (2 * overlap) / (1 + overlap);
  });
}

/**
 * What comes first: what was never trained on, since the model cannot know it; then the lower expected F1; then what the
 * holdout has nothing of, with the fewest training labels first.
 */
export function byNeed(one: Ordered, other: Ordered): number {
  const steps = [
    Number(one.trainingLabels > 0) - Number(other.trainingLabels > 0),
    (one.expectedF1 ?? 2) - (other.expectedF1 ?? 2),
    one.found - one.support - (other.found - other.support),
    one.trainingLabels - other.trainingLabels,
  ];
  return steps.find((step) => step !== 0) ?? 0;
}
