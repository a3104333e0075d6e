import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type JobKind, type JobPayload, jobSchemas } from "./jobs";

export interface EnqueueOptions {
  /** Jobs with one key are one job until it starts. */
  readonly key: string;
  /** Jobs of one queue run one after another. */
  readonly queue: string;
  /** Earliest start, from now by the database's clock; a waiting job keeps the earlier of the two. */
  readonly delaySeconds?: number;
}

/** Adds a job inside the caller's transaction: it exists if and only if the caller's writes do. */
export async function enqueue<Kind extends JobKind>(
  db: Db,
  kind: Kind,
  payload: JobPayload<Kind>,
  options: EnqueueOptions,
): Promise<void> {
  const parsed = jobSchemas[kind].parse(payload);
  const delay = options.delaySeconds ?? 0;
  await db.execute(sql`
    select graphile_worker.add_job(
      ${kind},
      ${JSON.stringify(parsed)}::json,
      queue_name := ${options.queue},
      run_at := now() + ${`${delay} seconds`}::interval,
      max_attempts := 5,
      job_key := ${options.key},
      job_key_mode := ${delay > 0 ? "preserve_run_at" : "replace"}
    )`);
}
