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
};

/** Samples that annotators set aside and that nobody labeled or dismissed since; newest first, at most 200. */
export async function readFlags(db: Db, projectId: string): Promise<Flag[]> {
  const found = await db.execute<FlagRow>(sql`
    select a.id, a.sequence, a.sample_id, u.name as annotator, a.note, a.created_at,
      left(p.text, ${excerptLength}) as excerpt, p.image_blob is not null as has_image
    from annotations a
    join users u on u.id = a.annotator_id
    join sample_payloads p on p.sample_id = a.sample_id
    where a.project_id = ${projectId} and a.action = 'flag'
      and not exists (select from annotations undo where undo.undoes = a.id)
      and not exists (select from flag_dismissals d where d.annotation_id = a.id)
      and not exists (
        select from annotations label
        where label.sample_id = a.sample_id and label.action = 'label' and label.sequence > a.sequence
          and not exists (select from annotations undo where undo.undoes = label.id))
    order by a.sequence desc limit ${flagsShown}`);
  return found.rows.map((row) => ({
    id: row.id,
    sequence: Number(row.sequence),
    sampleId: Number(row.sample_id),
    annotator: row.annotator,
    note: row.note,
    createdAt: new Date(row.created_at).toISOString(),
    excerpt: row.excerpt,
    imageUrl: row.has_image ? imageUrlOf(projectId, row.sample_id) : null,
  }));
}
