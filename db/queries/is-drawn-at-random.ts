import { sql } from "drizzle-orm";
import type { Db } from "../client";
import type { projects } from "../schema/projects";

type Project = Pick<typeof projects.$inferSelect, "id" | "strategy">;

/** Whether a project draws its samples at random, or all that its strategy has chosen so far was drawn so. */
export async function isDrawnAtRandom(db: Db, { id, strategy }: Project): Promise<boolean> {
  if (strategy === "random") return true;
  const chosen = sql`select from annotations where project_id = ${id} and slot = 'query'`;
  // Where another strategy has chosen anything, that is found at once.
  const found = await db.execute<{ is_random: boolean }>(sql`
    select case when exists (${chosen} and strategy <> 'random') then false else exists (${chosen}) end as is_random`);
  return found.rows[0]!.is_random;
}
