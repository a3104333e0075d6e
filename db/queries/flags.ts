import { sql } from "drizzle-orm";
import type { Flag } from "@/lib/contracts/own-work";
import type { Db } from "../client";
import { excerptLength, imageUrlOf } from "./sample-excerpt";

const flagsShown = 200;

type FlagRow = {
  id: string;
  sequence: string;
  sample_id: string;
  annotator: string;
  note: string;
  created_at: string;
  excerpt: string | null;
  has_image: boolean;
  is_labeled: boolean;
};

/**
 * Flags (`f`, and the annotation `a` with the note) that nobody dealt with: whoever flagged the sample says nothing else of
 * it since, and no lead dismissed the flag, or opened the sample and labeled it, which is noted when it happens (`settleFlags`).
 * What others answer in passing leaves the note to be read.
 */
export const openFlags = (projectId: string) => sql`
  current_annotations f
  join annotations a on a.id = f.annotation_id
  where f.project_id = ${projectId} and f.action <> 'label' and f.action = 'flag'
    and not exists (select from flag_dismissals d where d.annotation_id = f.annotation_id)`;

/** Samples that annotators set aside and that no lead dealt with; newest first, at most 200. */
export async function readFlags(db: Db, projectId: string): Promise<Flag[]> {
  const found = await db.execute<FlagRow>(sql`
    select open.*, u.name as annotator, left(p.text, ${excerptLength}) as excerpt,
      p.image_blob is not null as has_image,
      exists (
        select from current_annotations l
        where l.sample_id = open.sample_id and l.action = 'label' and l.sequence > open.sequence) as is_labeled
    from (
      select a.id, a.sequence, a.sample_id, a.annotator_id, a.note, a.created_at
      from ${openFlags(projectId)}
      order by a.sequence desc limit ${flagsShown}) open
    join users u on u.id = open.annotator_id
    join sample_payloads p on p.sample_id = open.sample_id
    order by open.sequence desc`);
  return found.rows.map((row) => ({
    id: row.id,
    sequence: Number(row.sequence),
    sampleId: Number(row.sample_id),
    annotator: row.annotator,
    note: row.note,
    createdAt: new Date(row.created_at).toISOString(),
    isLabeled: row.is_labeled,
    excerpt: row.excerpt,
    imageUrl: row.has_image ? imageUrlOf(projectId, row.sample_id) : null,
  }));
}
