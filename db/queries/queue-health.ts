import { sql } from "drizzle-orm";
import type { Slot } from "@/lib/contracts/labeling";
import type { QueueHealth } from "@/lib/contracts/queue";
import type { Db } from "../client";
import { readClassNames } from "./class-names";
import { openFlags } from "./flags";
import { readModelChoices } from "./model-choices";
import { openEntries, readNext } from "./next-in-queue";
import { pinnedModelNumber } from "./pinned-model-number";
import { readQueueMix } from "./queue-mix";
import { readQueueWaits } from "./queue-waits";
import { countLabeled } from "./work-parts";

/** How the queue of a project is, and why each of the next samples is in it. */
export async function readQueueHealth(db: Db, projectId: string): Promise<QueueHealth> {
  const [counts, waiting, mix, waits, next, models, classes] = await Promise.all([
    readCounts(db, projectId),
    readWaiting(db, projectId),
    readQueueMix(db, projectId),
    readQueueWaits(db, projectId),
    readNext(db, projectId),
    readModelChoices(db, projectId),
    readClassNames(db, projectId),
  ]);
  const labelClasses = classes.map(({ id, name }) => ({ id, name }));
  return { ...counts, waiting, mix, waits, next, models, labelClasses };
}

type CountRow = {
  samples: number;
  labeled: number;
  leased: number;
  lease_holders: number;
  oldest: number | null;
  stuck: number;
  skipped: number;
  flagged: number;
  pinned: number | null;
  generation: number | null;
  published_at: string | null;
};

/**
 * Rows have no gaps, so the last one tells how many samples there are. Whoever skips a sample leaves it to others, and so does
 * whoever flagged it once a lead dismissed the flag.
 */
async function readCounts(db: Db, projectId: string) {
  const found = await db.execute<CountRow>(sql`
    with held as (
      select annotator_id, leased_at, expires_at > now() as is_held from leases
      where project_id = ${projectId} and not exists (select from labels l where l.sample_id = leases.sample_id)
    ), flagged as materialized (
      select f.sample_id from ${openFlags(projectId)}
    ), passed as (
      select distinct sample_id from current_annotations c
      where project_id = ${projectId} and action <> 'label'
        and not exists (select from labels l where l.sample_id = c.sample_id)
        and not exists (select from flagged f where f.sample_id = c.sample_id)
    )
    select
      (select coalesce(max(row) + 1, 0)::int from samples where project_id = ${projectId}) as samples,
      ${countLabeled(projectId)} as labeled,
      (select count(*)::int from held where is_held) as leased,
      (select count(distinct annotator_id)::int from held where is_held) as lease_holders,
      (select extract(epoch from now() - min(leased_at))::float8 from held where is_held) as oldest,
      (select count(*)::int from held where not is_held) as stuck,
      (select count(*)::int from passed) as skipped,
      (select count(*)::int from flagged) as flagged,
      (select ${pinnedModelNumber(sql`p`)} from projects p where p.id = ${projectId}) as pinned,
      q.generation, q.published_at
    from (select 1) one left join queues q on q.project_id = ${projectId}`);
  const row = found.rows[0]!;
  return {
    samples: row.samples,
    unlabeled: row.samples - row.labeled,
    leased: row.leased,
    leaseHolders: row.lease_holders,
    oldestLeaseSeconds: row.oldest,
    stuck: row.stuck,
    skipped: row.skipped,
    flagged: row.flagged,
    pinnedModelNumber: row.pinned,
    generation: row.generation,
    publishedAt: row.published_at === null ? null : new Date(row.published_at).toISOString(),
  };
}

async function readWaiting(db: Db, projectId: string): Promise<QueueHealth["waiting"]> {
  const found = await db.execute<{ slot: Slot; entries: number }>(sql`
    select e.slot, count(*)::int as entries from ${openEntries(projectId)}
      and not exists (select from leases h where h.sample_id = e.sample_id and h.expires_at > now())
    group by e.slot`);
  const waiting = { query: 0, explore: 0, holdout: 0 };
  return { ...waiting, ...Object.fromEntries(found.rows.map(({ slot, entries }) => [slot, entries])) };
}
