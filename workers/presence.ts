import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { deadAfterSeconds } from "@/db/queries/activity";
import { workers } from "@/db/schema/projects";
import { SetupError } from "@/lib/errors";
import type { JobOfProject } from "@/lib/jobs/job-failures";

export const heartbeatMs = 5_000;

/** Says that this worker lives, by the database's clock, and under which names it locks jobs. */
export async function beat(db: Db, workerId: string, lockNames: readonly string[]): Promise<void> {
  await db
    .insert(workers)
    .values({ id: workerId, lockNames: [...lockNames] })
    .onConflictDoUpdate({ target: workers.id, set: { heartbeatAt: sql`now()` } });
}

/** Says what the worker does now, by the kind of its job; null = it waits for work. */
export async function setActivity(db: Db, workerId: string, activity: JobOfProject | null): Promise<void> {
  await db
    .update(workers)
    .set({
      activity: activity?.kind ?? null,
      // A purge goes on for a moment when its project is gone.
      projectId: activity && sql`(select id from projects where id = ${activity.projectId})`,
      activitySince: sql`now()`,
    })
    .where(eq(workers.id, workerId));
}

/**
 * Forgets workers without a heartbeat and frees every job that no living worker holds, so that living ones run
 * it; returns who was dead. A job locked only just now may belong to a worker that has not announced itself yet.
 */
export async function sweepDeadWorkers(db: Db): Promise<string[]> {
  const patience = sql`${`${deadAfterSeconds} seconds`}::interval`;
  return db.transaction(async (tx) => {
    const dead = await tx
      .delete(workers)
      .where(sql`${workers.heartbeatAt} < now() - ${patience}`)
      .returning({ id: workers.id });
    await tx.execute(sql`
      select graphile_worker.force_unlock_workers(array(
        select locked_by from graphile_worker.jobs
        where locked_at < now() - ${patience}
          and locked_by <> all (array(select unnest(lock_names) from workers))))`);
    return dead.map(({ id }) => id);
  });
}

/**
 * Forgets the workers that this one follows, and frees their jobs: whoever starts a line of workers starts the next only
 * when the one before is gone. `line` is how their ids end: a UUID, since the end of a name, or nothing, ends others', too.
 */
export async function followIn(db: Db, line: string): Promise<void> {
  if (!isUuid(line)) throw noLine(line);
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(workers)
      .where(sql`right(${workers.id}, ${line.length}) = ${line}`)
      .returning({ lockNames: workers.lockNames });
    const lockNames = sql.param(gone.flatMap((worker) => worker.lockNames));
    await tx.execute(sql`select graphile_worker.force_unlock_workers(${lockNames}::text[])`);
  });
}

const isUuid = (text: string) => z.uuid().safeParse(text).success;

function noLine(line: string): SetupError {
  return new SetupError({
    code: "worker_line_unknown",
    what: `“${line}” is no line of workers.`,
    why: "It would be taken for the line of workers that are alive, and their jobs be given to others.",
    next: "Start the worker without an argument, or with a UUID. Nothing was done.",
  });
}

/** Leaves in good order: what was not finished can be started by another worker at once. */
export async function leave(db: Db, workerId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(workers)
      .where(eq(workers.id, workerId))
      .returning({ lockNames: workers.lockNames });
    const lockNames = sql.param(gone?.lockNames ?? []);
    await tx.execute(sql`select graphile_worker.force_unlock_workers(${lockNames}::text[])`);
  });
}
