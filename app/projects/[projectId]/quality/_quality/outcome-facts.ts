import type { Outcome, OutcomeCounts, Quality } from "@/lib/contracts/quality";
import type { CsvValue } from "../../../../_components/csv";
import { namesOf, type QualityWords } from "./finding-words";

export interface ClassOutcomes extends OutcomeCounts {
  readonly labelClass: Quality["labelClasses"][number];
}

/** Which count is of which outcome, in the order in which they stand. */
export const countOf = {
  truePositive: "truePositives",
  falseNegative: "falseNegatives",
  falsePositive: "falsePositives",
} as const satisfies Record<Outcome, keyof OutcomeCounts>;
export const outcomes = Object.keys(countOf) as Outcome[];

/** Every class with its counts: those with most mistakes first, of as many the one that is found less often. */
export function worstFirst(quality: Quality): ClassOutcomes[] {
  return (quality.outcomes ?? [])
    .map((counts, index) => ({ ...counts, labelClass: quality.labelClasses[index]! }))
    .sort((a, b) => mistakesOf(b) - mistakesOf(a) || a.truePositives - b.truePositives);
}

function mistakesOf({ falseNegatives, falsePositives }: OutcomeCounts): number {
  return falseNegatives + falsePositives;
}

/** Which class has most mistakes, and which they are. */
export function outcomesWords(quality: Quality, t: QualityWords): string {
  const classes = worstFirst(quality);
  const [worst] = classes;
  if (!worst || mistakesOf(worst) === 0) {
    return t("outcomes.none", { holdout: quality.holdoutCount });
  }
  const mistakes = mistakesOf(worst);
  const asMany = classes.filter((one) => mistakesOf(one) === mistakes);
  if (asMany.length > 1) {
    const ids = asMany.map(({ labelClass }) => labelClass.id);
    return t("outcomes.tied", { names: namesOf(ids, quality, t), mistakes });
  }
  return t("outcomes.most", {
    name: namesOf([worst.labelClass.id], quality, t),
    missed: worst.falseNegatives,
    support: worst.truePositives + worst.falseNegatives,
    wrong: worst.falsePositives,
    said: worst.truePositives + worst.falsePositives,
  });
}

export function outcomesCsv(quality: Quality): CsvValue[][] {
  return [
    ["class", "truePositives", "falseNegatives", "falsePositives", "trueNegatives"],
    ...worstFirst(quality).map((row) => [
      row.labelClass.name,
      row.truePositives,
      row.falseNegatives,
      row.falsePositives,
      row.trueNegatives,
    ]),
  ];
}
