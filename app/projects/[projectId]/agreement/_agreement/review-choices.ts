import type { Agreement } from "@/lib/contracts/agreement";

export type Disagreement = Agreement["disagreements"][number];

/** An answer by which a sample can be settled, and who gave it; of a union or what all named nobody did. */
export interface ReviewChoice {
  readonly labelClassIds: readonly string[];
  readonly numbers: readonly number[];
}

/**
 * What a sample can be settled by, most people first: each answer that was given, and where a sample may have several
 * classes, also all that were named, and those that everybody named.
 */
export function choicesOf({ answers }: Disagreement, task: Agreement["task"]): ReviewChoice[] {
  const given = new Map<string, ReviewChoice>();
  for (const { number, labelClassIds } of answers) {
    const key = labelClassIds.join();
    given.set(key, { labelClassIds, numbers: [...(given.get(key)?.numbers ?? []), number] });
  }
  const choices = [...given.values()].toSorted((a, b) => b.numbers.length - a.numbers.length);
  if (task === "single") return choices;
  const named = [...new Set(answers.flatMap(({ labelClassIds }) => labelClassIds))];
  const byAll = named.filter((id) => answers.every(({ labelClassIds }) => labelClassIds.includes(id)));
  const others = [named, byAll].filter(
    (ids) => !choices.some(({ labelClassIds }) => isSame(labelClassIds, ids)),
  );
  return [...choices, ...others.map((labelClassIds) => ({ labelClassIds, numbers: [] }))];
}

/** Whether a class of the answer was archived: nobody can settle by it. */
export function isArchived({ labelClassIds }: ReviewChoice, { labelClasses }: Agreement): boolean {
  return labelClasses.some(({ id, isArchived: isGone }) => isGone && labelClassIds.includes(id));
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
