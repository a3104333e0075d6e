import { sql } from "drizzle-orm";
import type { Db } from "../client";

/** How many samples that a lead asked for wait for a label. */
export async function countRequested(db: Db, projectId: string): Promise<number> {
  const { rows } = await db.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from requested_samples r
    where r.project_id = ${projectId} and not exists (select from labels l where l.sample_id = r.sample_id)`);
  return rows[0]!.waiting;
}
