import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { LabelUse } from "../contracts/projects";

export interface ApplyLabelsInput {
  readonly projectId: string;
  readonly importId: string;
  readonly labelUse: LabelUse;
  /** The annotator of known labels. */
  readonly createdBy: string | null;
}

/** Turns the labels noted in the import's scratch table into annotations or truths. Returns how many. */
export async function applyLabels(tx: Db, input: ApplyLabelsInput): Promise<number> {
  if (input.labelUse === "ignore") return 0;
  const applied = await tx.execute(input.labelUse === "truth" ? insertTruths() : insertAnnotations(input));
  return applied.rowCount ?? 0;
}

const insertTruths = () => sql`
  insert into sample_truths (sample_id, label_class_id)
  select sample_id, label_class_id from import_scratch where label_class_id is not null
  order by sample_id`;

/** Ids follow from import and sample: the same label gets the same id in every attempt. */
const insertAnnotations = ({ projectId, importId, createdBy }: ApplyLabelsInput) => sql`
  insert into annotations (id, project_id, sample_id, annotator_id, action, label_class_id, seconds, source,
    slot, strategy, score, propensity, model_version_id, generation)
  select md5(${importId} || '/' || sample_id)::uuid, ${projectId}::uuid, sample_id, ${createdBy}, 'label',
    label_class_id, null, 'imported', 'imported', 'imported', 0, 1, null, 0
  from import_scratch where label_class_id is not null
  order by sample_id`;
