import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { projects } from "@/db/schema/projects";
import { projectNotFound } from "../access/authorize";
import type { UpdateProject } from "../contracts/projects";
import { notify } from "../jobs/notify";

/**
 * Changes the settings that are given. Guidelines that really differ are marked as changed now, so that
 * annotators are told; pausing a paused project keeps the instant since when it is.
 */
export async function updateProject(db: Db, projectId: string, changes: UpdateProject): Promise<void> {
  const { isPaused, guidelines, ...plain } = changes;
  await db.transaction(async (tx) => {
    const [before] = await tx
      .select({ guidelines: projects.guidelines })
      .from(projects)
      .where(eq(projects.id, projectId))
      .for("no key update");
    if (!before) throw projectNotFound();
    const differ = guidelines !== undefined && guidelines !== before.guidelines;
    const values = {
      ...plain,
      ...(differ && { guidelines, guidelinesChangedAt: sql`now()` }),
      ...(isPaused !== undefined && {
        pausedAt: isPaused ? sql`coalesce(${projects.pausedAt}, now())` : null,
      }),
    };
    if (Object.keys(values).length === 0) return;
    await tx.update(projects).set(values).where(eq(projects.id, projectId));
    await notify(tx, projectId, "settings");
  });
}
