import { sql } from "drizzle-orm";
import type { Db } from "../client";
import type { projects } from "../schema/projects";

type Project = Pick<typeof projects.$inferSelect, "id" | "strategy">;

/** Newest annotations that are looked at: what a strategy chose before, among a million, would take too long to find. */
const looked = 2_000;

/** Whether a project draws its samples at random, or all that its strategy has chosen lately was drawn so. */
export async function isDrawnAtRandom(db: Db, { id, strategy }: Project): Promise<boolean> {
  if (strategy === "random") return true;
  const found = await db.execute<{ is_random: boolean | null }>(sql`
    select bool_and(strategy = 'random') as is_random
    from (
      select slot, strategy from annotations where project_id = ${id}
      order by sequence desc limit ${looked}) newest
    where slot = 'query'`);
  return found.rows[0]!.is_random ?? false;
}
