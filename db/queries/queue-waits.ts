import { sql } from "drizzle-orm";
import type { QueueWait } from "@/lib/contracts/queue";
import type { Db } from "../client";
import { isGold } from "./gold";
import { isDecided } from "./requested-samples";

type WaitRow = { kind: QueueWait["kind"]; samples: number; median: number; longest: number };

/** For how long samples wait, by what for. Reads the live generation, requests, leases and second opinions asked for alone. */
export async function readQueueWaits(db: Db, projectId: string): Promise<QueueWait[]> {
  const found = await db.execute<WaitRow>(sql`
    with held as (
      select h.sample_id, h.expires_at > now() as is_held, h.leased_at, h.expires_at from leases h
      where h.project_id = ${projectId}
        and not exists (select from labels l where l.sample_id = h.sample_id offset 0)
    ), waits as (
      select 'queue' as kind, q.published_at as since
      from queues q join queue_entries e on e.project_id = q.project_id and e.generation = q.generation
      where q.project_id = ${projectId}
        and not exists (select from labels l where l.sample_id = e.sample_id offset 0)
        and not exists (select from leases h where h.sample_id = e.sample_id and h.expires_at > now() offset 0)
      union all
      select 'requested', r.requested_at from requested_samples r
      where r.project_id = ${projectId} and not ${isDecided(sql`r.sample_id`)}
        and not exists (select from leases h where h.sample_id = r.sample_id and h.expires_at > now() offset 0)
      union all
      select 'leased', leased_at from held where is_held
      union all
      select 'stuck', expires_at from held where not is_held
      union all
      select 'second', first.created_at from second_opinions o
      join labels l on l.sample_id = o.sample_id and l.annotators = 1
      join annotations first on first.project_id = o.project_id and first.sequence = l.sequence
      where o.project_id = ${projectId} and not ${isGold(sql`o.sample_id`)}
    ), aged as (
      select kind, greatest(0, extract(epoch from now() - since))::float8 as seconds from waits
    )
    select kind, count(*)::int as samples, percentile_cont(0.5) within group (order by seconds) as median,
      max(seconds) as longest
    from aged group by kind
    order by array_position(array['queue', 'requested', 'leased', 'stuck', 'second'], kind)`);
  return found.rows.map(({ kind, samples, median, longest }) => {
    return { kind, samples, medianSeconds: median, longestSeconds: longest };
  });
}
