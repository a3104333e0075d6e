import { type SQL, sql } from "drizzle-orm";

/**
 * Whether a row of `models` (`model_versions`, or its alias) answers what is asked today: of the active classes, and of one
 * or of several a sample. Figures of two models are compared where both do; one of other classes answers another question.
 */
export function isOfToday(models: SQL, projectId: string): SQL {
  return sql`(
    ${models}.label_class_ids = (
      select array_agg(id order by position) from label_classes
      where project_id = ${projectId} and archived_at is null)
    and (${models}.learner = 'one-vs-rest') = (select task = 'multi' from projects where id = ${projectId}))`;
}
