import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { enqueue } from "../jobs/enqueue";
import { jobs } from "../jobs/jobs";

/** By then whoever stored an annotation has asked for a round. */
const patienceSeconds = 15;

/**
 * Asks for a round wherever annotations were stored and no round began since, as when a process ended between the two;
 * returns for how many projects.
 */
export async function requestMissedRounds(db: Db): Promise<number> {
  const missed = await db.execute<{ project_id: string }>(sql`
    select p.id as project_id from projects p
    cross join lateral (
      select max(seen_sequence) as seen, max(started_at) as began from rounds r
      where r.project_id = p.id) last
    where p.deleted_at is null and exists (
      select from annotations a
      where a.project_id = p.id and a.sequence > coalesce(last.seen, 0) and a.source <> 'imported'
        and a.created_at > coalesce(last.began, '-infinity')
        and a.created_at < now() - ${`${patienceSeconds} seconds`}::interval)`);
  let requested = 0;
  for (const { project_id: projectId } of missed.rows) {
    const payload = { projectId, cause: "labels" } as const;
    if (await isWaiting(db, jobs.round.key(payload))) continue;
    await enqueue(db, "round", payload);
    requested++;
  }
  return requested;
}

async function isWaiting(db: Db, key: string): Promise<boolean> {
  const found = await db.execute(sql`select from graphile_worker.jobs where key = ${key}`);
  return found.rows.length > 0;
}
