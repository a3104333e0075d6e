import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type JobKind, type JobPayload, jobs } from "./jobs";

interface EnqueueOptions {
  readonly delaySeconds?: number;
}

/**
 * Adds a job inside the caller's transaction: it exists if and only if the caller's writes do.
 * A waiting job of the same key is brought forward to now, or, with `delaySeconds`, left where it is.
 */
export async function enqueue<Kind extends JobKind>(
  db: Db,
  kind: Kind,
  payload: JobPayload<Kind>,
  options: EnqueueOptions = {},
): Promise<void> {
  await db.execute(sql`select ${enqueueing(kind, payload, options)}`);
}

/** The same as an expression, for a statement that does more. */
export function enqueueing<Kind extends JobKind>(
  kind: Kind,
  payload: JobPayload<Kind>,
  options: EnqueueOptions = {},
): SQL {
  const job = jobs[kind] as {
    key(payload: JobPayload<Kind>): string;
    queue(payload: JobPayload<Kind>): string;
  };
  const delay = options.delaySeconds ?? 0;
  return sql`
    graphile_worker.add_job(
      ${kind},
      ${JSON.stringify(jobs[kind].payload.parse(payload))}::json,
      queue_name := ${job.queue(payload)},
      run_at := now() + ${`${delay} seconds`}::interval,
      max_attempts := 5,
      job_key := ${job.key(payload)},
      job_key_mode := ${delay > 0 ? "preserve_run_at" : "replace"}
    )`;
}
