import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { LabelUse, Task } from "../contracts/projects";

export interface ApplyLabelsInput {
  readonly projectId: string;
  readonly importId: string;
  readonly labelUse: LabelUse;
  readonly task: Task;
  /** The annotator of known labels. */
  readonly createdBy: string | null;
}

/** Turns the labels noted in the import's scratch table into annotations or truths. Returns how many. */
export async function applyLabels(tx: Db, input: ApplyLabelsInput): Promise<number> {
  if (input.labelUse === "ignore") return 0;
  const applied = await tx.execute(
    input.labelUse === "truth" ? insertTruths(input) : insertAnnotations(input),
  );
  return applied.rowCount ?? 0;
}

/** One class where a sample has one, else the set. */
const answerOf = (task: Task) =>
  task === "multi" ? sql`null::uuid, label_class_ids` : sql`label_class_ids[1], null::uuid[]`;

const insertTruths = ({ task }: ApplyLabelsInput) => sql`
  insert into sample_truths (sample_id, label_class_id, label_class_ids)
  select sample_id, ${answerOf(task)} from import_scratch where label_class_ids is not null
  order by sample_id`;

/** Ids follow from import and sample: the same label gets the same id in every attempt. */
const insertAnnotations = ({ projectId, importId, createdBy, task }: ApplyLabelsInput) => sql`
  insert into annotations (id, project_id, sample_id, annotator_id, action, label_class_id, label_class_ids, seconds,
    source, slot, strategy, score, propensity, model_version_id, generation)
  select md5(${importId} || '/' || sample_id)::uuid, ${projectId}::uuid, sample_id, ${createdBy}, 'label',
    ${answerOf(task)}, null, 'imported', 'imported', 'imported', 0, 1, null, 0
  from import_scratch where label_class_ids is not null
  order by sample_id`;
