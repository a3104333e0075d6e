import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { undeleteDays } from "../contracts/deleted-projects";
import { enqueue } from "../jobs/enqueue";
import { jobs } from "../jobs/jobs";

/** After the last instant at which it may be brought back, so that nobody can while it is being removed. */
const marginHours = 1;

/** Asks for the removal of projects whose time is over at `now`; returns of how many. One that was given up is tried again. */
export async function requestPurges(db: Db, now: Date): Promise<number> {
  const found = await db.execute<{ id: string }>(sql`select id from projects where ${isPurgeDue(now)}`);
  let requested = 0;
  for (const { id: projectId } of found.rows) {
    const waiting = await db.execute(sql`
      select from graphile_worker.jobs where key = ${jobs.purge.key({ projectId })}
        and (attempts < max_attempts or updated_at > now() - interval '1 hour')`);
    if (waiting.rows.length > 0) continue;
    await enqueue(db, "purge", { projectId });
    requested++;
  }
  return requested;
}

/** Whether a row of `projects` is one that nobody may bring back any more. */
export function isPurgeDue(now: Date) {
  const ends = sql`deleted_at + make_interval(days => ${undeleteDays}, hours => ${marginHours})`;
  return sql`coalesce(${ends} <= ${now.toISOString()}::timestamptz, false)`;
}
