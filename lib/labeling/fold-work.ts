import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/**
 * Adds what annotations changed since the last time to the sums of all work (db/schema/work.ts). No figure depends on
 * when: changes count before as after. But each reader adds up those that are left.
 */
export async function foldWork(db: Db): Promise<void> {
  await db.execute(sql`select fold_work()`);
}
