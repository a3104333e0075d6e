import type { Task } from "../contracts/projects";
import { InvalidInputError } from "../errors";

/** Throws for a name that files of sets, which separate classes by a bar, would read as several. */
export function requireNameInSets(task: Task, names: readonly string[]): void {
  const name = task === "multi" ? names.find((one) => one.includes("|")) : undefined;
  if (name === undefined) return;
  throw new InvalidInputError({
    code: "label_class_with_bar",
    what: `The class “${name}” has a bar in its name.`,
    why: "Where a sample may have several classes, files separate them by bars.",
    next: "Give it a name without one. Nothing was changed.",
  });
}
