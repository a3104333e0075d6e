import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { labelClasses } from "@/db/schema/projects";
import { enqueue } from "../jobs/enqueue";
import { notify } from "../jobs/notify";
import { labelClassNotFound } from "./update-label-class";

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
    if (archived.length === 0) throw labelClassNotFound();
    await notify(tx, projectId, "classes");
    await enqueue(tx, "round", { projectId, cause: "classes" });
  });
}
