import type { LeasedSample, Suggestion, SuggestionMode } from "@/lib/contracts/labeling";

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

/** Classes that the model takes the sample for, the surest first; none is a guess, too, where a sample may have several. */
export type Guess = Suggestion["classes"];

/**
 * What is pressed for the sample now. Where a sample may have several classes and the guess is shown from the beginning,
 * its classes are pressed already: what is marked is what Enter sends.
 */
export function draftFor(draft: Draft | null, sample: LeasedSample, rules: AnswerRules): Draft {
  const { sampleId } = sample;
  if (draft?.sampleId === sampleId) return draft;
  const isPressed = rules.task === "multi" && rules.suggestions === "shown";
  return { sampleId, chosen: isPressed ? idsOf(guessOf(sample, rules) ?? []) : [], isRevealed: false };
}

/** The guess that is on the screen now; null when there is none to be seen. */
export function visibleGuess(
  sample: LeasedSample | undefined,
  draft: Draft | null,
  rules: AnswerRules,
): Guess | null {
  if (!sample || rules.suggestions === "hidden") return null;
  const isRevealed = draft?.sampleId === sample.sampleId && draft.isRevealed;
  return rules.suggestions === "shown" || isRevealed ? guessOf(sample, rules) : null;
}

/** The classes that are chosen and still offered, in the order pressed. */
export function chosenOf(
  sample: LeasedSample | undefined,
  draft: Draft | null,
  rules: AnswerRules,
): readonly string[] {
  return sample ? draftFor(draft, sample, rules).chosen.filter((id) => rules.isOffered(id)) : [];
}

/** Whether both name the same classes, in whatever order. */
export function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

/**
 * What a label's key does. Where guesses are shown after the first key, a first key that differs from the guess is
 * only noted, and the guess revealed beside it; the second key decides, whichever it is. One that agrees decides at once.
 * Where a sample may have several classes every key only notes, and the first one reveals.
 */
export function press(
  { draft, labelClassId }: { readonly draft: Draft; readonly labelClassId: string },
  sample: LeasedSample,
  rules: AnswerRules,
): { readonly draft: Draft; readonly isDecided: boolean } {
  const hidden = hiddenGuess(draft, sample, rules);
  if (rules.task === "multi") {
    const chosen = draft.chosen.includes(labelClassId)
      ? draft.chosen.filter((id) => id !== labelClassId)
      : [...draft.chosen, labelClassId];
    return { draft: { ...draft, chosen, isRevealed: hidden !== null || draft.isRevealed }, isDecided: false };
  }
  const chosen = [labelClassId];
  const isNew = hidden !== null && !isSameSet(idsOf(hidden), chosen);
  return { draft: { ...draft, chosen, isRevealed: isNew || draft.isRevealed }, isDecided: !isNew };
}

/** What a key made of the draft, and what it sends; null for nothing. */
export interface PressedToSend {
  readonly draft: Draft;
  readonly answer: readonly string[] | null;
}

/**
 * What Enter does: sends the set, the noted answer, or the guess that is on the screen, if there is any of these. As a first key it says "none of these", and reveals a guess that differs instead.
 */
export function pressEnter(draft: Draft, sample: LeasedSample, rules: AnswerRules): PressedToSend {
  const chosen = chosenOf(sample, draft, rules);
  if (rules.task === "single") {
    return chosen.length > 0 ? { draft, answer: chosen } : pressTake(draft, sample, rules);
  }
  const hidden = hiddenGuess(draft, sample, rules);
  if (hidden !== null && !isSameSet(idsOf(hidden), chosen)) {
    return { draft: { ...draft, isRevealed: true }, answer: null };
  }
  return { draft, answer: chosen };
}

/** Sends the guess that is on the screen, whatever else was pressed; nothing when there is none to be seen. */
export function pressTake(draft: Draft, sample: LeasedSample, rules: AnswerRules): PressedToSend {
  const guess = visibleGuess(sample, draft, rules);
  return { draft, answer: guess && idsOf(guess) };
}

/** How the annotation says whether the guess was seen; null where there was none. */
export function suggestionShown(
  sample: LeasedSample,
  draft: Draft,
  rules: AnswerRules,
): SuggestionMode | null {
  if (!sample.suggestion) return null;
  if (!guessOf(sample, rules)) return "hidden";
  // A first key that agrees with the guess sends at once: nobody saw it.
  if (rules.suggestions === "after-key" && !draft.isRevealed) return "hidden";
  return rules.suggestions;
}

/** A guess that the next key may reveal. */
function hiddenGuess(draft: Draft, sample: LeasedSample, rules: AnswerRules): Guess | null {
  return rules.suggestions === "after-key" && !draft.isRevealed ? guessOf(sample, rules) : null;
}

function guessOf({ suggestion }: LeasedSample, rules: AnswerRules): Guess | null {
  if (!suggestion) return null;
  const offered = suggestion.classes.filter(({ labelClassId }) => rules.isOffered(labelClassId));
  // Of one class, none is no guess.
  return rules.task === "single" && offered.length === 0 ? null : offered;
}

function idsOf(guess: Guess): string[] {
  return guess.map(({ labelClassId }) => labelClassId);
}
