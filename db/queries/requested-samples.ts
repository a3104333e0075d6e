import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../client";

/**
 * Whether somebody labeled, skipped or flagged the sample of this id: then it waits no more among those that were asked for,
 * even where others might still answer. One that all pass over would wait for ever, and keep measuring waiting with it.
 */
export function isDecided(sampleId: SQL): SQL {
  return sql`exists (select from current_annotations c where c.sample_id = ${sampleId} offset 0)`;
}

/** How many samples that a lead asked for wait for a label. */
export async function countRequested(db: Db, projectId: string): Promise<number> {
  const { rows } = await db.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from requested_samples r
    where r.project_id = ${projectId} and not ${isDecided(sql`r.sample_id`)}`);
  return rows[0]!.waiting;
}
