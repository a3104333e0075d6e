import { type SQL, sql } from "drizzle-orm";
import type { workSums } from "../schema/work";

type SummedBy = (typeof workSums.$inferSelect)["summedBy"];

const columns = sql.raw(
  `annotator_id, is_oracle, slot, is_label, label_class_id, label_class_ids, tenths, quarter, given, given_ms,
  standing, standing_ms, began`,
);

/**
 * A table of a project's work, to be grouped by the columns that its sums were made by: folded sums and newer changes
 * (db/schema/work.ts).
 */
export function workParts(projectId: string | SQL, summedBy: SummedBy): SQL {
  const ofSamples = sql.raw(summedBy === "label" ? "annotator_id is null" : "annotator_id is not null");
  return sql`(
    select ${columns} from work_sums where project_id = ${projectId} and summed_by = ${summedBy}
    union all
    select ${columns} from work_changes where project_id = ${projectId} and ${ofSamples})`;
}

/** How many samples of a project have a label, those that came with a file among them; or those of some slots. */
export function countLabeled(projectId: string | SQL, ofSlots = sql`true`): SQL {
  return sql`(
    select coalesce(sum(standing), 0)::int from ${workParts(projectId, "label")} parts where ${ofSlots})`;
}

/**
 * How many labels people spent: one for each sample that has any, those of imported files not counted. A yes or no about
 * one class (`accept`, `reject`) spends none, as the sample is still to be labeled; a yes in a project of one class a
 * sample is its label.
 */
export function countSpent(projectId: string | SQL): SQL {
  return countLabeled(projectId, sql`slot <> 'imported'`);
}
