import type { Db } from "@/db/client";
import { labelClasses, memberships, projects } from "@/db/schema/projects";
import type { Modality, Task } from "../contracts/projects";
import { InvalidInputError } from "../errors";
import { requireNameInSets } from "./require-name-in-sets";

export interface CreateProjectInput {
  readonly id: string;
  readonly name: string;
  readonly modality: Modality;
  /** One class a sample unless given. */
  readonly task?: Task;
  /** May be empty: the classes then come with imported labels or are added later. */
  readonly labelClasses: readonly string[];
  /** Labels to spend; null for no limit. */
  readonly budget: number | null;
  /** Decides the holdout and every random choice of the project's rounds. */
  readonly seed: number;
  readonly ownerId: string;
  readonly credit?: string;
  readonly newId: () => string;
}

/** Makes a project with its lead and its classes, whole or not at all. */
export async function createProject(db: Db, input: CreateProjectInput): Promise<{ id: string }> {
  refuseRepeatedNames(input.labelClasses);
  requireNameInSets(input.task ?? "single", input.labelClasses);
  return db.transaction(async (tx) => {
    await tx.insert(projects).values({
      id: input.id,
      name: input.name,
      modality: input.modality,
      task: input.task ?? "single",
      budget: input.budget,
      seed: input.seed,
      credit: input.credit ?? null,
    });
    await tx.insert(memberships).values({ projectId: input.id, userId: input.ownerId, role: "lead" });
    if (input.labelClasses.length > 0) {
      await tx.insert(labelClasses).values(
        input.labelClasses.map((name, position) => ({
          id: input.newId(),
          projectId: input.id,
          name,
          position,
        })),
      );
    }
    return { id: input.id };
  });
}

function refuseRepeatedNames(names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated === undefined) return;
  throw new InvalidInputError({
    code: "label_class_repeated",
    what: `The class “${repeated}” is listed twice.`,
    next: "List each class once.",
  });
}
