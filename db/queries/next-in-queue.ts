import { type SQL, sql } from "drizzle-orm";
import type { Slot } from "@/lib/contracts/labeling";
import type { QueuedSample } from "@/lib/contracts/queue";
import type { Db } from "../client";
import { isDecided } from "./requested-samples";
import { excerptLength, imageUrlOf } from "./sample-excerpt";
import { type SuggestionRow, suggestionOf } from "./suggestion";

const entriesShown = 50;

/** Entries of the live generation without a label. */
export const openEntries = (projectId: string): SQL => sql`
  queue_entries e
  where e.project_id = ${projectId}
    and e.generation = (select generation from queues where project_id = ${projectId})
    and not exists (select from labels l where l.sample_id = e.sample_id)`;

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

/** What is handed out next: what a lead asked for, in that order, then the live generation. */
export async function readNext(db: Db, projectId: string): Promise<QueuedSample[]> {
  const found = await db.execute<EntryRow>(sql`
    with requested as materialized (
      select r.sample_id, r.position from requested_samples r
      where r.project_id = ${projectId} and not ${isDecided(sql`r.sample_id`)}
      order by r.position limit ${entriesShown}
    ), queued as materialized (
      select e.* from ${openEntries(projectId)}
        and not exists (select from requested where requested.sample_id = e.sample_id)
      order by e.rank limit ${entriesShown}
    ), next as (
      select 0 as part, position::float8 as place, sample_id, 'query' as slot, 'requested' as strategy,
        0::real as score, 1::float8 as propensity, null::uuid as model_version_id,
        null::uuid[] as suggested_class_ids, null::real[] as suggested_probabilities
      from requested
      union all
      select 1, rank, sample_id, slot, strategy, score, propensity, model_version_id,
        suggested_class_ids, suggested_probabilities
      from queued
    )
    select next.sample_id, (row_number() over (order by part, place) - 1)::int as rank, next.slot, next.strategy,
      next.score, next.propensity, v.number as model_number, next.suggested_class_ids, next.suggested_probabilities,
      left(p.text, ${excerptLength}) as excerpt, p.image_blob is not null as has_image,
      exists (select from leases h where h.sample_id = next.sample_id and h.expires_at > now()) as is_leased
    from next
    join sample_payloads p on p.sample_id = next.sample_id
    left join model_versions v on v.id = next.model_version_id
    order by part, place limit ${entriesShown}`);
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
