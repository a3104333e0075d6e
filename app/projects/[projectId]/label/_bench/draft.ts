import type { LeasedSample, SuggestionMode } from "@/lib/contracts/labeling";

/** What was pressed for the sample on screen, and not yet sent. */
export interface Draft {
  readonly sampleId: number;
  /** In the order pressed; at most one where a sample has one class. */
  readonly chosen: readonly string[];
  /** Whether what was pressed made the model's guess visible. */
  readonly isRevealed: boolean;
}

/** How answers are made in this project. */
export interface AnswerRules {
  readonly task: "single" | "multi";
  readonly suggestions: SuggestionMode;
  /** Whether the class may be answered now; false once it was archived. */
  isOffered(labelClassId: string): boolean;
}

export function emptyDraft(sampleId: number): Draft {
  return { sampleId, chosen: [], isRevealed: false };
}

/** The guess that is on the screen now; null when there is none to be seen. */
export function visibleSuggestion(sample: LeasedSample | undefined, draft: Draft | null, rules: AnswerRules) {
  if (!sample || rules.suggestions === "hidden") return null;
  const isRevealed = draft?.sampleId === sample.sampleId && draft.isRevealed;
  return rules.suggestions === "shown" || isRevealed ? suggestionOf(sample, rules) : null;
}

/** The classes that are chosen and still offered, in the order pressed. */
export function chosenOf(draft: Draft | null, rules: AnswerRules): readonly string[] {
  return (draft?.chosen ?? []).filter((id) => rules.isOffered(id));
}

function suggestionOf({ suggestion }: LeasedSample, rules: AnswerRules) {
  return suggestion && rules.isOffered(suggestion.labelClassId) ? suggestion : null;
}

/**
 * What a label's key does. Where guesses are shown after the first key, a first key that differs from the guess is
 * only noted, and the guess revealed beside it; the second key decides, whichever it is. One that agrees decides at once.
 */
export function press(
  { draft, labelClassId }: { readonly draft: Draft; readonly labelClassId: string },
  sample: LeasedSample,
  rules: AnswerRules,
): { readonly draft: Draft; readonly isDecided: boolean } {
  const mayReveal = rules.suggestions === "after-key" && suggestionOf(sample, rules) !== null;
  if (rules.task === "multi") {
    const chosen = draft.chosen.includes(labelClassId)
      ? draft.chosen.filter((id) => id !== labelClassId)
      : [...draft.chosen, labelClassId];
    return { draft: { ...draft, chosen, isRevealed: mayReveal || draft.isRevealed }, isDecided: false };
  }
  const chosen = [labelClassId];
  const isNew = mayReveal && !draft.isRevealed && sample.suggestion?.labelClassId !== labelClassId;
  return { draft: { ...draft, chosen, isRevealed: isNew || draft.isRevealed }, isDecided: !isNew };
}

/** What Enter sends: the set, the noted answer, or the guess that is on the screen; null when there is nothing to send. */
export function answerOfEnter(
  draft: Draft,
  sample: LeasedSample,
  rules: AnswerRules,
): { readonly labelClassIds: readonly string[] } | null {
  const labelClassIds = chosenOf(draft, rules);
  if (rules.task === "multi" || labelClassIds.length > 0) return { labelClassIds };
  const suggestion = visibleSuggestion(sample, draft, rules);
  return suggestion && { labelClassIds: [suggestion.labelClassId] };
}

/** How the annotation says whether the guess was seen; null where there was none. */
export function suggestionShown(
  sample: LeasedSample,
  draft: Draft,
  rules: AnswerRules,
): SuggestionMode | null {
  if (!sample.suggestion) return null;
  if (!suggestionOf(sample, rules)) return "hidden";
  if (rules.task === "multi" && rules.suggestions === "after-key" && !draft.isRevealed) return "hidden";
  return rules.suggestions;
}
