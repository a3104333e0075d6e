import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { LabelUse } from "../contracts/projects";

export interface FoundSample {
  readonly id: number;
  /** Where it stands in the file being imported; null when it was in the pool before. */
  readonly place: string | null;
  /** The label it has, or will have from this import, as sorted ids; always null when labels are ignored. */
  labelClassIds: readonly string[] | null;
}

/** The samples of the project, this import's included, that have one of these contents. */
export async function findSamples(
  tx: Db,
  projectId: string,
  labelUse: LabelUse,
  contentHashes: readonly string[],
): Promise<Map<string, FoundSample>> {
  const { rows } = await tx.execute<{
    hash: string;
    id: string;
    place: string | null;
    label_class_ids: string[] | null;
  }>(sql`
    select encode(s.content_hash, 'hex') as hash, s.id, scratch.place,
      coalesce(scratch.label_class_ids, ${existingLabel(labelUse)}) as label_class_ids
    from samples s left join import_scratch scratch on scratch.sample_id = s.id
    where s.project_id = ${projectId} and s.content_hash in (
      select decode(hash, 'hex') from unnest(${sql.param(contentHashes)}::text[]) hash)`);
  return new Map(
    rows.map(({ hash, id, place, label_class_ids }) => [
      hash,
      { id: Number(id), place, labelClassIds: label_class_ids },
    ]),
  );
}

/** What the pool says about a sample `s`, to be compared with an imported label. */
function existingLabel(labelUse: LabelUse): SQL {
  if (labelUse === "ignore") return sql`null::uuid[]`;
  if (labelUse === "truth") {
    return sql`(select coalesce(t.label_class_ids, array[t.label_class_id]) from sample_truths t where t.sample_id = s.id)`;
  }
  return sql`(
    select coalesce(a.label_class_ids, array[a.label_class_id]) from annotations a
    where a.sample_id = s.id and a.action = 'label'
      and not exists (select from annotations u where u.undoes = a.id)
    order by a.sequence desc limit 1)`;
}
