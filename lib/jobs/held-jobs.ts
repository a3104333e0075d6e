import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { enqueue } from "./enqueue";
import type { JobKind, JobPayload } from "./jobs";

/** Longer than a deleted project waits to be brought back: by then it is, or its jobs are forgotten with it. */
const heldSeconds = 365 * 86_400;

/**
 * Puts a job off whose project is deleted, until `releaseHeldJobs`; returns whether it did. Call it from the job itself,
 * which then ends. A purge is for deleted projects and goes on.
 */
export async function holdIfDeleted<Kind extends JobKind>(
  db: Db,
  kind: Kind,
  payload: JobPayload<Kind>,
): Promise<boolean> {
  if (kind === "purge") return false;
  return db.transaction(async (tx) => {
    // Until this transaction ends nobody brings it back: who does lets go of the jobs that are there.
    const found = await tx.execute(sql`
      select from projects where id = ${payload.projectId} and deleted_at is not null for share`);
    if (found.rows.length === 0) return false;
    await enqueue(tx, kind, payload, { delaySeconds: heldSeconds });
    return true;
  });
}

/** Lets the jobs of a project that is back begin now; the caller's transaction has the project's row locked. */
export async function releaseHeldJobs(db: Db, projectId: string): Promise<void> {
  await db.execute(sql`
    select graphile_worker.reschedule_jobs(
      array(select id from graphile_worker.jobs where ${isOf(projectId)} and run_at > now()), run_at := now())`);
}

/** Forgets the jobs of a project that will not come back; call it while its imports and simulations are there. */
export async function forgetHeldJobs(db: Db, projectId: string): Promise<void> {
  await db.execute(sql`
    select graphile_worker.remove_job(key) from graphile_worker.jobs
    where ${isOf(projectId)} and task_identifier <> 'purge'`);
}

/** A job's key ends with the id of the project, of an import or of a simulation. */
function isOf(projectId: string): SQL {
  return sql`split_part(key, ':', 2) in (
    select ${projectId}::text
    union all select id::text from imports where project_id = ${projectId}
    union all select id::text from simulations where project_id = ${projectId})`;
}
