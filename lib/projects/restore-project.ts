import { desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { projects } from "@/db/schema/projects";
import { rounds } from "@/db/schema/rounds";
import { projectNotFound } from "../access/authorize";
import { undeleteDays } from "../contracts/deleted-projects";
import { enqueue } from "../jobs/enqueue";
import { releaseHeldJobs } from "../jobs/held-jobs";
import { notify } from "../jobs/notify";

/**
 * Brings a deleted project back with all that was in it, under its name: names need not differ. Its jobs go on. One that
 * was never deleted stays as it is. Throws when its time is over.
 */
export async function restoreProject(db: Db, projectId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [project] = await tx
      .select({ deletedAt: projects.deletedAt, isOver: isOver })
      .from(projects)
      .where(eq(projects.id, projectId))
      .for("no key update");
    if (!project || project.isOver) throw projectNotFound();
    if (project.deletedAt === null) return;
    await tx.update(projects).set({ deletedAt: null, deletedBy: null }).where(eq(projects.id, projectId));
    await releaseHeldJobs(tx, projectId);
    if (await wasRoundCut(tx, projectId)) await enqueue(tx, "round", { projectId, cause: "requested" });
    await notify(tx, projectId, "settings");
  });
}

/** By the clock, not by when the transaction began: it may have waited for the row. */
const isOver = sql<boolean>`
  coalesce(${projects.deletedAt} + make_interval(days => ${sql.raw(String(undeleteDays))}) <= clock_timestamp(), false)`;

/** Whether the project was deleted in the middle of its last round: what that was to learn is yet to be learned. */
async function wasRoundCut(db: Db, projectId: string): Promise<boolean> {
  const [last] = await db
    .select({ state: rounds.state })
    .from(rounds)
    .where(eq(rounds.projectId, projectId))
    .orderBy(desc(rounds.number))
    .limit(1);
  return last?.state === "abandoned";
}
