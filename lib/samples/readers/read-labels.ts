import { nameProblem } from "../../contracts/name-problem";
import { importLimits } from "../limits";

/** The class that a text names, in the form in which names are stored; undefined when it is blank. */
export function labelName(text: string | undefined): string | undefined {
  return text?.normalize("NFC").trim() || undefined;
}

/**
 * The classes that a cell of text names, each once, where a sample may have several: `a|b`. Undefined when it names
 * none: text cannot tell "none of the classes" from "not labeled".
 */
export function splitLabels(cell: string | undefined): readonly string[] | undefined {
  const names = distinctNames((cell ?? "").split("|"));
  return names.length === 0 ? undefined : names;
}

/** Each name once, without blanks around it; what is blank names nothing. */
export function distinctNames(names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((name) => labelName(name) ?? []))];
}

/** Why a label cannot be the name of a class; null when it can. */
export function labelProblem(label: string | undefined): string | null {
  if (label !== undefined && label.length > importLimits.labelCharacters) {
    return `the label is longer than ${importLimits.labelCharacters} characters`;
  }
  const problem = label === undefined ? null : nameProblem(label);
  return problem && `the label ${problem}`;
}

/** The same of each label of a set. */
export function labelsProblem(labels: readonly string[] | undefined): string | null {
  for (const label of labels ?? []) {
    const problem = labelProblem(label);
    if (problem) return problem;
  }
  return null;
}
