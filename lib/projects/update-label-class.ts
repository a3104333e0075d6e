import { isDeepStrictEqual } from "node:util";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { labelClasses, projects } from "@/db/schema/projects";
import type { UpdateLabelClass } from "../contracts/projects";
import { NotFoundError } from "../errors";
import { notify } from "../jobs/notify";

export interface UpdateLabelClassInput extends UpdateLabelClass {
  readonly projectId: string;
  readonly labelClassId: string;
}

/** Changes what a class is said to mean. What really differs marks the guidelines as changed now. */
export async function updateLabelClass(db: Db, input: UpdateLabelClassInput): Promise<void> {
  const { projectId, labelClassId } = input;
  const which = and(eq(labelClasses.id, labelClassId), eq(labelClasses.projectId, projectId));
  await db.transaction(async (tx) => {
    const [before] = await tx
      .select({ description: labelClasses.description, examples: labelClasses.examples })
      .from(labelClasses)
      .where(which)
      .for("no key update");
    if (!before) throw labelClassNotFound();
    const after = {
      description: input.description ?? before.description,
      examples: input.examples ?? before.examples,
    };
    if (isDeepStrictEqual(before, after)) return;
    await tx.update(labelClasses).set(after).where(which);
    await tx.update(projects).set({ guidelinesChangedAt: sql`now()` }).where(eq(projects.id, projectId));
    await notify(tx, projectId, "classes");
  });
}

export function labelClassNotFound(): NotFoundError {
  return new NotFoundError({
    code: "label_class_not_found",
    what: "This project has no such class.",
    next: "Load the page again. Nothing was changed.",
  });
}
