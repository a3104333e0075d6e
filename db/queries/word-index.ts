import { sql } from "drizzle-orm";
import type { Db } from "../client";

/** How many of a pool's rows, from its first, the index of words holds. */
export async function countIndexedRows(db: Db, projectId: string): Promise<number> {
  const { rows } = await db.execute<{ next: number }>(
    sql`select coalesce(max(row) + 1, 0) as next from sample_words where project_id = ${projectId}`,
  );
  return rows[0]!.next;
}

/** How many rows the pool has. */
export async function countPoolRows(db: Db, projectId: string): Promise<number> {
  const { rows } = await db.execute<{ next: number }>(
    sql`select coalesce(max(row) + 1, 0) as next from samples where project_id = ${projectId}`,
  );
  return rows[0]!.next;
}
