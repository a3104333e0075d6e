import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { RowLabel } from "@/lib/learning/round";

/** Answers "not this class" that stand: of rows 0..rowCount-1 and the given classes, by their places. */
export async function readRejections(
  db: Db,
  projectId: string,
  rowCount: number,
  labelClassIds: readonly string[],
): Promise<RowLabel[]> {
  const { rows } = await db.execute<{ row: number; place: number }>(sql`
    select distinct s.row, array_position(${sql.param(labelClassIds)}::uuid[], a.label_class_id) as place
    from annotations a
    join samples s on s.id = a.sample_id
    where a.project_id = ${projectId} and a.action = 'reject' and s.row < ${rowCount}
      and a.label_class_id = any(${sql.param(labelClassIds)}::uuid[])
      and not exists (select from annotations u where u.undoes = a.id)`);
  // PostgreSQL counts from 1.
  return rows.map(({ row, place }) => ({ row, classIndex: place - 1 }));
}
