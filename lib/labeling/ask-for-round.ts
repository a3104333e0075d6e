import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { enqueue } from "../jobs/enqueue";
import { isFree } from "./empty-reason";

/** With fewer entries than this left behind the last one handed out, the next generation is asked for. */
const lowWater = 20;

interface LowQuestion {
  readonly projectId: string;
  /** Rank of the last entry handed out; null when none was. */
  readonly lastRank: number | null;
  /** Whether the annotator got fewer samples than asked for. */
  readonly wasShort: boolean;
}

/**
 * Asks for a round when the live generation runs out and the pool has samples that it does not hold. Looks at
 * the end of one index on ordinary calls, and at the pool only when the queue is low.
 */
export async function askForRoundWhenLow(db: Db, question: LowQuestion): Promise<void> {
  const { projectId, lastRank, wasShort } = question;
  if (lastRank === null && !wasShort) return;
  const found = await db.execute<{ generation: number; last_rank: number | null; round_runs: boolean }>(sql`
    select q.generation,
      (select max(rank) from queue_entries e
        where e.project_id = q.project_id and e.generation = q.generation) as last_rank,
      exists (select from rounds r where r.project_id = q.project_id and r.state = 'running') as round_runs
    from queues q where q.project_id = ${projectId}`);
  const live = found.rows[0];
  if (!live || live.round_runs) return;
  const isLow = wasShort || (live.last_rank ?? 0) - (lastRank ?? 0) < lowWater;
  if (!isLow || !(await poolHoldsMore(db, projectId, live.generation))) return;
  // At once: a round that waits for more labels would else be left to wait.
  await enqueue(db, "round", { projectId, cause: "queue-low" });
}

/** Whether some sample that nobody decided about is not in the generation. */
async function poolHoldsMore(db: Db, projectId: string, generation: number): Promise<boolean> {
  const found = await db.execute<{ more: boolean }>(sql`
    select exists (
      select from samples s
      where s.project_id = ${projectId}
        and not exists (
          select from queue_entries q
          where q.project_id = ${projectId} and q.generation = ${generation} and q.sample_id = s.id)
        and ${isFree}
    ) as more`);
  return found.rows[0]!.more;
}
