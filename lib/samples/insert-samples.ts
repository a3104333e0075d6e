import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { PreparedSample } from "./prepare-samples";

export interface NewSample extends PreparedSample {
  /** Its label's classes, in the order of their ids; null without a label. */
  readonly labelClassIds: readonly string[] | null;
}

/** A list of ids as PostgreSQL reads it from text: a list of lists would have to be of one length. */
export function arrayLiteral(ids: readonly string[] | null): string | null {
  return ids && `{${ids.join(",")}}`;
}

/**
 * Inserts samples with their payloads at rows `firstRow`…, in one statement, and notes each one's place and
 * label in the import's scratch table. Returns their ids in order.
 */
export async function insertSamples(
  tx: Db,
  target: { readonly projectId: string; readonly importId: string; readonly firstRow: number },
  samples: readonly NewSample[],
): Promise<number[]> {
  const column = (pick: (sample: NewSample) => unknown) => sql.param(samples.map(pick));
  const { rows } = await tx.execute<{ id: number | string }>(sql`
    with incoming as (
      select * from unnest(
        ${column((s) => s.contentHash)}::text[], ${column((s) => s.place)}::text[],
        ${column((s) => arrayLiteral(s.labelClassIds))}::text[], ${column((s) => s.externalId ?? null)}::text[],
        ${column((s) => s.groupKey ?? null)}::text[], ${column((s) => s.text ?? null)}::text[],
        ${column((s) => s.image?.blob ?? null)}::text[], ${column((s) => s.image?.type ?? null)}::text[],
        ${column((s) => s.image?.width ?? null)}::int[], ${column((s) => s.image?.height ?? null)}::int[],
        ${column((s) => (s.metadata ? JSON.stringify(s.metadata) : null))}::text[]
      ) with ordinality as t(hash, place, label_class_ids, external_id, group_key, text, blob, type, width,
        height, metadata, place_in_batch)
    ), added as (
      insert into samples (project_id, row, content_hash, import_id)
      select ${target.projectId}::uuid, ${target.firstRow}::int - 1 + place_in_batch, decode(hash, 'hex'),
        ${target.importId}::uuid
      from incoming order by place_in_batch
      returning id, row
    ), matched as (
      select added.id, added.row, incoming.*
      from added join incoming on incoming.place_in_batch = added.row - ${target.firstRow}::int + 1
    ), payloads as (
      insert into sample_payloads
        (sample_id, external_id, group_key, text, image_blob, image_type, width, height, metadata)
      select id, external_id, group_key, text, blob, type, width, height, metadata::jsonb from matched
    ), scratch as (
      insert into import_scratch (sample_id, place, label_class_ids)
      select id, place, label_class_ids::uuid[] from matched
    )
    select id from added order by row`);
  return rows.map(({ id }) => Number(id));
}

/** One row for each sample that this import adds or labels; gone when the transaction ends. */
export async function createScratch(tx: Db): Promise<void> {
  await tx.execute(sql`
    create temporary table import_scratch (
      sample_id bigint primary key, place text, label_class_ids uuid[]
    ) on commit drop`);
}
