import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { workers } from "@/db/schema/projects";
import { jobs } from "@/lib/jobs/jobs";

export const heartbeatMs = 5_000;
/** Without a heartbeat for this long a worker counts as dead; sweeping takes `heartbeatMs` more at most. */
const deadAfterSeconds = 20;

/** The job queue's name for the lane of one kind of job in one worker process. */
export function laneId(workerId: string, kind: string): string {
  return `${workerId}/${kind}`;
}

/** Says that this worker lives, by the database's clock. */
export async function beat(db: Db, workerId: string): Promise<void> {
  await db
    .insert(workers)
    .values({ id: workerId })
    .onConflictDoUpdate({ target: workers.id, set: { heartbeatAt: sql`now()` } });
}

/** Says what the worker does now; null = it waits for work. */
export async function setActivity(
  db: Db,
  workerId: string,
  activity: { doing: string; projectId: string } | null,
): Promise<void> {
  await db
    .update(workers)
    .set({
      activity: activity?.doing ?? null,
      projectId: activity?.projectId ?? null,
      activitySince: sql`now()`,
    })
    .where(eq(workers.id, workerId));
}

/** Takes the jobs of dead workers away from them, so that living ones run them; returns who was dead. */
export async function sweepDeadWorkers(db: Db): Promise<string[]> {
  return db.transaction(async (tx) => {
    const dead = await tx
      .delete(workers)
      .where(sql`${workers.heartbeatAt} < now() - ${`${deadAfterSeconds} seconds`}::interval`)
      .returning({ id: workers.id });
    for (const { id } of dead) await releaseJobs(tx, id);
    return dead.map(({ id }) => id);
  });
}

/** Leaves in good order: what was not finished can be started by another worker at once. */
export async function leave(db: Db, workerId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await releaseJobs(tx, workerId);
    await tx.delete(workers).where(eq(workers.id, workerId));
  });
}

async function releaseJobs(db: Db, workerId: string): Promise<void> {
  const lanes = Object.keys(jobs).map((kind) => laneId(workerId, kind));
  await db.execute(sql`select graphile_worker.force_unlock_workers(${sql.param(lanes)}::text[])`);
}
