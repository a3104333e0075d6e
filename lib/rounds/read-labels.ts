import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { resolvedLabels } from "@/db/queries/current-annotations";
import { labelClasses } from "@/db/schema/projects";
import type { RowLabel } from "@/lib/learning/round";

export interface ProjectLabels {
  /** Active label classes, in the order of the model's outputs. */
  readonly labelClassIds: readonly string[];
  /** In the order they were given. */
  readonly trainingLabels: readonly RowLabel[];
  readonly holdoutLabels: readonly RowLabel[];
  /** Labels given by annotators, whatever their slot; imported ones are not spent. */
  readonly labelsSpent: number;
}

interface LabelRow extends Record<string, unknown> {
  row: number;
  label_class_id: string;
  slot: string;
}

/** The resolved labels of rows 0..rowCount-1, those of the holdout apart. */
export async function readLabels(db: Db, projectId: string, rowCount: number): Promise<ProjectLabels> {
  const labelClassIds = await activeClassIds(db, projectId);
  const { rows } = await db.execute<LabelRow>(sql`
    select s.row, l.label_class_id, l.slot
    from (${resolvedLabels(projectId)}) l
    join samples s on s.id = l.sample_id
    order by l.sequence`);
  return { labelClassIds, ...splitLabels(rows, labelClassIds, rowCount) };
}

async function activeClassIds(db: Db, projectId: string): Promise<string[]> {
  const active = await db
    .select({ id: labelClasses.id })
    .from(labelClasses)
    .where(and(eq(labelClasses.projectId, projectId), isNull(labelClasses.archivedAt)))
    .orderBy(asc(labelClasses.position));
  return active.map(({ id }) => id);
}

/**
 * Labels of archived classes, and of rows that have no embedding yet, take no part. With a single class left
 * there is nothing to learn, and a model that always says it would look perfect.
 */
function splitLabels(labels: readonly LabelRow[], labelClassIds: readonly string[], rowCount: number) {
  const labelsSpent = labels.filter((label) => label.slot !== "imported").length;
  if (labelClassIds.length < 2) return { trainingLabels: [], holdoutLabels: [], labelsSpent };
  const indexOf = new Map(labelClassIds.map((id, index) => [id, index]));
  const trainingLabels: RowLabel[] = [];
  const holdoutLabels: RowLabel[] = [];
  for (const { row, label_class_id, slot } of labels) {
    const classIndex = indexOf.get(label_class_id);
    if (classIndex === undefined || row >= rowCount) continue;
    (slot === "holdout" ? holdoutLabels : trainingLabels).push({ row, classIndex });
  }
  return { trainingLabels, holdoutLabels, labelsSpent };
}
