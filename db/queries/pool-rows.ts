import { type SQL, sql } from "drizzle-orm";
import type { OwnAnswer } from "@/lib/contracts/finding";
import type { Db } from "../client";

/** A longer text is cut: nobody reads it in a list, and the bench shows it whole. */
const longestText = 5_000;

export interface PoolRow {
  readonly sampleId: number;
  readonly row: number;
  readonly text: string | null;
  readonly hasImage: boolean;
  readonly width: number | null;
  readonly height: number | null;
  readonly metadata: Record<string, string> | null;
  readonly externalId: string | null;
  readonly isLabeled: boolean;
  /** Whether a label came with its file. */
  readonly isImported: boolean;
  /** Whether the asker holds it now although it has a label: gold, or for a second opinion. They are not to know. */
  readonly isHeldAgain: boolean;
  readonly own: OwnAnswer | null;
}

export interface SearchAsker {
  readonly projectId: string;
  readonly annotatorId: string;
}

/** The samples at these rows of the pool, in this order. */
export async function readPoolRows(db: Db, asker: SearchAsker, rows: readonly number[]): Promise<PoolRow[]> {
  if (rows.length === 0) return [];
  return readRows(
    db,
    asker,
    sql`
    select samples.id from unnest(${sql.param(rows)}::int[]) with ordinality wanted (row, place)
    join samples on samples.project_id = ${asker.projectId} and samples.row = wanted.row
    order by wanted.place`,
  );
}

/** One sample of the project; null when it has no such one. */
export async function readPoolSample(db: Db, asker: SearchAsker, sampleId: number): Promise<PoolRow | null> {
  const [found] = await readRows(
    db,
    asker,
    sql`select id from samples where id = ${sampleId} and project_id = ${asker.projectId}`,
  );
  return found ?? null;
}

/** An annotation `a` that was not taken back. */
export const stands = sql`not exists (select from annotations u where u.undoes = a.id)`;

interface RawRow extends Record<string, unknown> {
  id: string;
  row: number;
  text: string | null;
  has_image: boolean;
  width: number | null;
  height: number | null;
  metadata: Record<string, string> | null;
  external_id: string | null;
  is_labeled: boolean;
  is_imported: boolean;
  is_held: boolean;
  own_class_ids: string[] | null;
  accepted_class_ids: string[] | null;
}

/** What a list shows of the samples whose ids `chosen` selects, in its order. */
async function readRows(db: Db, asker: SearchAsker, chosen: SQL): Promise<PoolRow[]> {
  const found = await db.execute<RawRow>(sql`
    with chosen as materialized (${chosen}), wanted as (select id, row_number() over () as place from chosen)
    select s.id, s.row, p.width, p.height, p.metadata, p.external_id, p.image_blob is not null as has_image,
      case when length(p.text) > ${longestText} then left(p.text, ${longestText}) || ' …' else p.text end as text,
      exists (select from annotations a
        where a.sample_id = s.id and a.action = 'label' and ${stands}) as is_labeled,
      exists (select from annotations a
        where a.sample_id = s.id and a.source = 'imported' and ${stands}) as is_imported,
      exists (select from leases h where h.sample_id = s.id and h.annotator_id = ${asker.annotatorId}
        and h.expires_at > now()) as is_held,
      (select array_to_json(coalesce(a.label_class_ids, array[a.label_class_id])) from annotations a
        where a.sample_id = s.id and a.annotator_id = ${asker.annotatorId} and a.action = 'label'
          and a.source <> 'imported' and ${stands}
        order by a.sequence desc limit 1) as own_class_ids,
      (select json_agg(distinct a.label_class_id) from annotations a
        where a.sample_id = s.id and a.annotator_id = ${asker.annotatorId} and a.action = 'accept' and ${stands}
          and not exists (
            select from annotations later
            where later.sample_id = a.sample_id and later.annotator_id = a.annotator_id
              and later.action = 'reject' and later.label_class_id = a.label_class_id
              and later.sequence > a.sequence
              and not exists (select from annotations u where u.undoes = later.id))) as accepted_class_ids
    from wanted join samples s on s.id = wanted.id join sample_payloads p on p.sample_id = s.id
    order by wanted.place`);
  return found.rows.map((raw) => ({
    sampleId: Number(raw.id),
    row: raw.row,
    text: raw.text,
    hasImage: raw.has_image,
    width: raw.width,
    height: raw.height,
    metadata: raw.metadata,
    externalId: raw.external_id,
    isLabeled: raw.is_labeled,
    isImported: raw.is_imported,
    isHeldAgain: raw.is_held && raw.is_labeled,
    own: ownOf(raw),
  }));
}

function ownOf({ own_class_ids, accepted_class_ids }: RawRow): OwnAnswer | null {
  if (own_class_ids) return { labelClassIds: own_class_ids, isWhole: true };
  return accepted_class_ids && { labelClassIds: accepted_class_ids, isWhole: false };
}
