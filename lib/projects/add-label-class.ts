import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { labelClasses, projects } from "@/db/schema/projects";
import { mostLabelClasses, type Task } from "../contracts/projects";
import { ConflictError, NotFoundError } from "../errors";
import { enqueue } from "../jobs/enqueue";
import { notify } from "../jobs/notify";
import { requireNameInSets } from "./require-name-in-sets";

export interface AddLabelClassInput {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
}

/** Adds a class behind the last one. An archived class of that name comes back, with its key and its labels. */
export async function addLabelClass(db: Db, input: AddLabelClassInput): Promise<{ id: string }> {
  return db.transaction(async (tx) => {
    const task = await lockProject(tx, input.projectId);
    requireNameInSets(task, [input.name]);
    await notify(tx, input.projectId, "classes");
    const classes = await tx
      .select()
      .from(labelClasses)
      .where(eq(labelClasses.projectId, input.projectId))
      .orderBy(labelClasses.position);
    const existing = classes.find(({ name }) => name.normalize("NFC") === input.name.normalize("NFC"));
    if (existing && existing.archivedAt === null) {
      throw new ConflictError({
        code: "label_class_exists",
        what: `The class “${input.name}” is already there.`,
        next: "Give the new class another name.",
      });
    }
    if (existing) {
      await tx.update(labelClasses).set({ archivedAt: null }).where(eq(labelClasses.id, existing.id));
      await enqueue(tx, "round", { projectId: input.projectId, cause: "classes" });
      return { id: existing.id };
    }
    if (classes.length >= mostLabelClasses) {
      throw new ConflictError({
        code: "too_many_label_classes",
        what: `A project has at most ${mostLabelClasses} classes, archived ones among them.`,
        next: "Bring back an archived class, or make another project. Nothing was changed.",
      });
    }
    const position = (classes.at(-1)?.position ?? -1) + 1;
    await tx.insert(labelClasses).values({ ...input, position });
    return { id: input.id };
  });
}

/** Two leads who add a class at once must not take the same position. */
async function lockProject(db: Db, projectId: string): Promise<Task> {
  const [found] = await db
    .select({ task: projects.task })
    .from(projects)
    .where(eq(projects.id, projectId))
    .for("no key update");
  if (found) return found.task;
  throw new NotFoundError({ code: "project_not_found", what: "There is no such project." });
}
