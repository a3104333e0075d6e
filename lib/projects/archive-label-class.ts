import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { labelClasses } from "@/db/schema/projects";
import { NotFoundError } from "../errors";
import { enqueue } from "../jobs/enqueue";
import { notify } from "../jobs/notify";

/**
 * Takes a class off the keys and asks for a round without it. Its labels are kept and exported, but no model
 * learns it until it comes back; archiving twice changes nothing.
 */
export async function archiveLabelClass(
  db: Db,
  { projectId, labelClassId }: { readonly projectId: string; readonly labelClassId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const archived = await tx
      .update(labelClasses)
      .set({ archivedAt: sql`coalesce(${labelClasses.archivedAt}, now())` })
      .where(and(eq(labelClasses.id, labelClassId), eq(labelClasses.projectId, projectId)))
      .returning({ id: labelClasses.id });
    if (archived.length === 0) {
      throw new NotFoundError({
        code: "label_class_not_found",
        what: "This project has no such class.",
        next: "Load the page again. Nothing was changed.",
      });
    }
    await notify(tx, projectId, "classes");
    await enqueue(tx, "round", { projectId, cause: "classes" });
  });
}
