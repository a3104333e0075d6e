import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { annotations } from "@/db/schema/labeling";

type Annotation = typeof annotations.$inferSelect;

/**
 * Notes that a lead, or the owner, dealt with the flags of the sample that they opened and labeled, inside the transaction
 * that stores the label. Whoever flagged it and answers now may take that answer back: such flags are settled, too. What is
 * labeled as it is handed out settles nothing, since the note is not seen there.
 */
export async function settleFlags(tx: Db, label: Annotation): Promise<void> {
  const { id, projectId, sampleId, annotatorId, action, screen } = label;
  if (action !== "label" || (screen !== "find" && screen !== "review")) return;
  await tx.execute(sql`
    insert into flag_dismissals (annotation_id, label_annotation_id, dismissed_by)
    select f.id, ${id}, u.id
    from annotations f join users u on u.id = ${annotatorId}
    where f.sample_id = ${sampleId} and f.action = 'flag'
      and not exists (select from annotations taken_back where taken_back.undoes = f.id)
      and (u.server_role = 'owner' or exists (
        select from memberships m where m.project_id = ${projectId} and m.user_id = u.id and m.role = 'lead'))`);
}

/** Opens again what the label settled that the undo takes back. */
export async function reopenFlags(tx: Db, { undoes }: Annotation): Promise<void> {
  await tx.execute(sql`delete from flag_dismissals where label_annotation_id = ${undoes}`);
}
