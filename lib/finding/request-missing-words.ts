import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { enqueue } from "../jobs/enqueue";
import { jobs } from "../jobs/jobs";

/**
 * Asks for the index of words wherever a pool has rows that are not in it and no job is there to add them, as in a
 * database from before there was one; returns for how many projects. A job that was given up stays away until the
 * next import.
 */
export async function requestMissingWords(db: Db): Promise<number> {
  const found = await db.execute<{ project_id: string }>(sql`
    select p.id as project_id from projects p
    where p.deleted_at is null and (select max(row) from samples where project_id = p.id)
      > coalesce((select max(row) from sample_words where project_id = p.id), -1)`);
  let requested = 0;
  for (const { project_id: projectId } of found.rows) {
    const key = jobs.words.key({ projectId });
    const waiting = await db.execute(sql`select from graphile_worker.jobs where key = ${key}`);
    if (waiting.rows.length > 0) continue;
    await enqueue(db, "words", { projectId });
    requested++;
  }
  return requested;
}
