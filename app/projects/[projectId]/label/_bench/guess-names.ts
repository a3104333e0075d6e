import type { Guess } from "./draft";
import type { LabelClass } from "./keymap";

/** The names of the classes that the model takes a sample for; `none` where it takes it for none of them. */
export function guessNames(guess: Guess, labelClasses: readonly LabelClass[], none: string): string {
  const nameOf = (id: string) => labelClasses.find((each) => each.id === id)?.name ?? "";
  return guess.length === 0 ? none : guess.map(({ labelClassId }) => nameOf(labelClassId)).join(", ");
}
