import { sql } from "drizzle-orm";
import type { Db } from "../client";
import type { projects } from "../schema/projects";

type Project = Pick<typeof projects.$inferSelect, "id" | "strategy">;

/** Newest annotations that are looked at: what a strategy chose before, among a million, would take too long to find. */
const looked = 2_000;

/**
 * Whether all that a project's strategy has chosen lately was drawn at random; before it chose any, whether it will be. What a
 * project saved before it was set to draw at random stays saved.
 */
export async function isDrawnAtRandom(db: Db, { id, strategy }: Project): Promise<boolean> {
  const found = await db.execute<{ is_random: boolean | null }>(sql`
    select bool_and(strategy = 'random') as is_random
    from (
      select slot, strategy from annotations where project_id = ${id}
      order by sequence desc limit ${looked}) newest
    where slot = 'query'`);
  return found.rows[0]!.is_random ?? strategy === "random";
}
