import { type SQL, sql } from "drizzle-orm";
import type { Slot } from "@/lib/contracts/labeling";
import type { QueuedSample, QueueHealth } from "@/lib/contracts/queue";
import type { Db } from "../client";
import { readClassNames } from "./class-names";
import { readQueueMix } from "./queue-mix";
import { readQueueWaits } from "./queue-waits";
import { excerptLength, imageUrlOf } from "./sample-excerpt";
import { type SuggestionRow, suggestionOf } from "./suggestion";
import { countLabeled } from "./work-parts";

const entriesShown = 50;

/** How the queue of a project is, and why each of the next samples is in it. */
export async function readQueueHealth(db: Db, projectId: string): Promise<QueueHealth> {
  const [counts, waiting, mix, waits, next, classes] = await Promise.all([
    readCounts(db, projectId),
    readWaiting(db, projectId),
    readQueueMix(db, projectId),
    readQueueWaits(db, projectId),
    readNext(db, projectId),
    readClassNames(db, projectId),
  ]);
  const labelClasses = classes.map(({ id, name }) => ({ id, name }));
  return { ...counts, waiting, mix, waits, next, labelClasses };
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

/** Rows have no gaps, so the last one tells how many samples there are. Whoever skips a sample leaves it to others. */
async function readCounts(db: Db, projectId: string) {
  const found = await db.execute<CountRow>(sql`
    with held as (
      select annotator_id, leased_at, expires_at > now() as is_held from leases
      where project_id = ${projectId} and not exists (select from labels l where l.sample_id = leases.sample_id)
    ), passed as (
      select sample_id, bool_or(action = 'flag') as is_flagged from current_annotations c
      where project_id = ${projectId} and action <> 'label'
        and not exists (select from labels l where l.sample_id = c.sample_id)
      group by sample_id
    )
    select
      (select coalesce(max(row) + 1, 0)::int from samples where project_id = ${projectId}) as samples,
      ${countLabeled(projectId)} as labeled,
      (select count(*)::int from held where is_held) as leased,
      (select count(distinct annotator_id)::int from held where is_held) as lease_holders,
      (select extract(epoch from now() - min(leased_at))::float8 from held where is_held) as oldest,
      (select count(*)::int from held where not is_held) as stuck,
      (select count(*)::int from passed where not is_flagged) as skipped,
      (select count(*)::int from passed where is_flagged) as flagged,
      (select v.number from projects p join model_versions v on v.id = p.pinned_model_version_id
        where p.id = ${projectId}) as pinned,
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

/** Entries of the live generation without a label. */
const openEntries = (projectId: string): SQL => sql`
  queue_entries e
  where e.project_id = ${projectId}
    and e.generation = (select generation from queues where project_id = ${projectId})
    and not exists (select from labels l where l.sample_id = e.sample_id)`;

async function readWaiting(db: Db, projectId: string): Promise<QueueHealth["waiting"]> {
  const found = await db.execute<{ slot: Slot; entries: number }>(sql`
    select e.slot, count(*)::int as entries from ${openEntries(projectId)}
      and not exists (select from leases h where h.sample_id = e.sample_id and h.expires_at > now())
    group by e.slot`);
  const waiting = { query: 0, explore: 0, holdout: 0 };
  return { ...waiting, ...Object.fromEntries(found.rows.map(({ slot, entries }) => [slot, entries])) };
}

type EntryRow = SuggestionRow & {
  sample_id: string;
  rank: number;
  slot: Slot;
  strategy: string;
  score: number;
  propensity: number;
  model_number: number | null;
  excerpt: string | null;
  has_image: boolean;
  is_leased: boolean;
};

async function readNext(db: Db, projectId: string): Promise<QueuedSample[]> {
  const found = await db.execute<EntryRow>(sql`
    with next as materialized (
      select e.* from ${openEntries(projectId)} order by e.rank limit ${entriesShown})
    select next.sample_id, next.rank, next.slot, next.strategy, next.score, next.propensity,
      v.number as model_number, next.suggested_class_ids, next.suggested_probabilities,
      left(p.text, ${excerptLength}) as excerpt, p.image_blob is not null as has_image,
      exists (select from leases h where h.sample_id = next.sample_id and h.expires_at > now()) as is_leased
    from next
    join sample_payloads p on p.sample_id = next.sample_id
    left join model_versions v on v.id = next.model_version_id
    order by next.rank`);
  return found.rows.map((row) => ({
    sampleId: Number(row.sample_id),
    rank: row.rank,
    slot: row.slot,
    strategy: row.strategy,
    score: row.score,
    propensity: row.propensity,
    modelNumber: row.model_number,
    suggestion: row.slot === "holdout" ? null : suggestionOf(row),
    excerpt: row.excerpt,
    // Of the holdout reserve not everybody who sees this list may see the image.
    imageUrl: row.has_image && row.slot !== "holdout" ? imageUrlOf(projectId, row.sample_id) : null,
    isLeased: row.is_leased,
  }));
}
