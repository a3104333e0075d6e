import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { projects } from "@/db/schema/projects";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import type { PartialLabel } from "@/lib/learning/partial-label";

type AskedProject = Pick<typeof projects.$inferSelect, "id" | "seed" | "holdoutShare">;

/**
 * What annotators said of single classes, of rows 0..rowCount-1 and the given classes, by their places, in the order it
 * was said: of each row and class the newest answer that stands. A label of the row says all of its classes, so rows that
 * have one are left out, as is the holdout reserve, which is only ever measured on. With `seenSequence`, what was said up
 * to that annotation.
 */
export async function readPartialLabels(
  db: Db,
  { id: projectId, seed, holdoutShare }: AskedProject,
  rowCount: number,
  labelClassIds: readonly string[],
  seenSequence: number | null = null,
): Promise<PartialLabel[]> {
  const { rows } = await db.execute<{ row: number; place: number; has: boolean }>(sql`
    select s.row, array_position(${sql.param(labelClassIds)}::uuid[], newest.label_class_id) as place,
      newest.action = 'accept' as has
    from (
      select distinct on (a.sample_id, a.label_class_id) a.sample_id, a.label_class_id, a.action, a.sequence
      from annotations a
      where a.project_id = ${projectId} and a.action in ('accept', 'reject')
        and a.label_class_id = any(${sql.param(labelClassIds)}::uuid[])
        and (${seenSequence}::bigint is null or a.sequence <= ${seenSequence})
        and not exists (select from annotations u where u.undoes = a.id)
      order by a.sample_id, a.label_class_id, a.sequence desc) newest
    join samples s on s.id = newest.sample_id
    where s.row < ${rowCount} and not exists (select from labels l where l.sample_id = newest.sample_id)
    order by newest.sequence`);
  const asked = rows.filter(({ row }) => !isHoldout(seed, row, holdoutShare));
  // PostgreSQL counts from 1.
  return asked.map(({ row, place, has }) => ({ row, classIndex: place - 1, has }));
}
