import { sql } from "drizzle-orm";
import type { Slot } from "@/lib/contracts/labeling";
import type { QueueShare } from "@/lib/contracts/queue";
import type { Db } from "../client";

type ShareRow = { slot: Slot; strategy: string; entries: number; labeled: number; leased: number };

/**
 * Of what the live generation is made, slot by slot, the largest share first. Reads its entries alone, and looks each of
 * them up: `offset 0` keeps the planner from reading all labels of a large project.
 */
export async function readQueueMix(db: Db, projectId: string): Promise<QueueShare[]> {
  const found = await db.execute<ShareRow>(sql`
    select e.slot, e.strategy, count(*)::int as entries, count(l.sample_id)::int as labeled,
      (count(*) filter (where l.sample_id is null and h.sample_id is not null))::int as leased
    from queue_entries e
    left join lateral (select sample_id from labels where sample_id = e.sample_id offset 0) l on true
    left join lateral (
      select sample_id from leases where sample_id = e.sample_id and expires_at > now() offset 0) h on true
    where e.project_id = ${projectId}
      and e.generation = (select generation from queues where project_id = ${projectId})
    group by e.slot, e.strategy
    order by array_position(array['query', 'explore', 'holdout'], e.slot), entries desc, e.strategy`);
  return found.rows;
}
