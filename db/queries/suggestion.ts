import type { Suggestion } from "@/lib/contracts/labeling";

/** The columns of a suggestion. */
export type SuggestionRow = {
  suggested_class_ids: string[] | null;
  suggested_probabilities: number[] | null;
};

/** As the contracts have it; null where nothing was suggested. */
export function suggestionOf(row: SuggestionRow): Suggestion | null {
  const { suggested_class_ids: ids, suggested_probabilities: probabilities } = row;
  if (ids === null) return null;
  return { classes: ids.map((labelClassId, i) => ({ labelClassId, probability: probabilities?.[i] ?? 0 })) };
}
