import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/** The statements that wait for a lock which another one of the same database holds. */
export async function lockWaits(db: Db): Promise<string[]> {
  const found = await db.execute<{ query: string }>(sql`
    select query from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return found.rows.map(({ query }) => query);
}
