import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { coalesce } from "../coalesce";
import { notifying } from "../jobs/notify";
import { requestingRoundAfterLabel } from "../rounds/request-round-after-label";

const announcers = new WeakMap<Db, (projectId: string) => Promise<void>>();

/**
 * A statement that pauses the project when its budget of labels is spent, and lets it go on when a label was taken back.
 * What the lead paused is left alone.
 */
const guardingBudget = (projectId: string) => sql`
  update projects set
    paused_at = case when guarded.is_spent then now() end,
    paused_by = case when guarded.is_spent then 'budget' end
  from (
    select id, budget <= (
      select count(*) from labels where project_id = ${projectId} and slot <> 'imported') as is_spent
    from projects
    where id = ${projectId} and budget is not null and (paused_at is null or paused_by = 'budget')) guarded
  where projects.id = guarded.id and guarded.is_spent <> (projects.paused_at is not null)`;

/**
 * Tells open pages of a project's new annotations, pauses it when its budget is spent, and asks for a round. Called when they are stored: in their
 * transaction all annotators would wait for each other, at the one waiting job and at PostgreSQL's one queue of
 * notices. Many at once are told of together. What a process that ends in between leaves out, the worker finds
 * (`requestMissedRounds`).
 */
export function announceAnnotations(db: Db, projectId: string): Promise<void> {
  const known = announcers.get(db);
  if (known) return known(projectId);
  const announce = coalesce(async (id) => {
    const requesting = await requestingRoundAfterLabel(db, id);
    // Nothing of a label is written here: it need not be on the disk before the answer goes out.
    await db.execute(sql`
      with guarded as (${guardingBudget(id)})
      select set_config('synchronous_commit', 'off', true), ${requesting}, ${notifying(id, "annotation")}`);
  });
  announcers.set(db, announce);
  return announce(projectId);
}
