import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { countLabelsSpent } from "@/db/queries/spent";
import { countSpent } from "@/db/queries/work-parts";
import type { GiveBackLeasesInput } from "./give-back-leases";

/** Held samples that will cost a label once they are answered. */
const beingSpent = (projectId: string) => sql`(
  select count(*) from leases l where l.project_id = ${projectId} and l.expires_at > now()
    and not exists (select from labels where labels.sample_id = l.sample_id))`;

export interface BudgetLeft {
  /** Labels that nobody gave or holds a sample for; below 0 when more was handed out. Infinity without a budget. */
  readonly free: number;
  /** Whether it is all spent, so that nothing which is given back could free any. */
  readonly isSpent: boolean;
}

/** What is left of the budget. Annotators who ask at the same instant may be told the same (see `beyondBudget`). */
export async function readBudgetLeft(db: Db, projectId: string): Promise<BudgetLeft> {
  const found = await db.execute<{ budget: number; held: number }>(sql`
    select budget, ${beingSpent(projectId)}::int as held from projects
    where id = ${projectId} and budget is not null`);
  const [project] = found.rows;
  if (!project) return { free: Number.POSITIVE_INFINITY, isSpent: false };
  const unspent = project.budget - (await countLabelsSpent(db, projectId));
  return { free: unspent - project.held, isSpent: unspent <= 0 };
}

/**
 * Of these samples, just taken by the annotator, those that are more than the budget has left beside what others hold.
 * Annotators who ask at the same instant may so be left with nothing between them, and ask again; never with too much.
 */
export async function beyondBudget(
  db: Db,
  { projectId, annotatorId, sampleIds }: GiveBackLeasesInput,
): Promise<number[]> {
  const found = await db.execute<{ sample_id: string }>(sql`
    select held.sample_id from (
      select l.sample_id, l.annotator_id,
        row_number() over (order by l.annotator_id = ${annotatorId}, l.leased_at, l.sample_id) as place
      from leases l
      where l.project_id = ${projectId} and l.expires_at > now()
        and not exists (select from labels where labels.sample_id = l.sample_id)) held
    where held.annotator_id = ${annotatorId} and held.sample_id = any(${sql.param(sampleIds)}::bigint[])
      and held.place > (
        select budget - ${countSpent(sql`projects.id`)} from projects
        where id = ${projectId} and budget is not null)`);
  return found.rows.map(({ sample_id }) => Number(sample_id));
}

/**
 * Pauses projects whose budget of labels is spent, and lets those go on of which a label was taken back. What a lead
 * paused is left alone. Of one project, or of all.
 */
export async function guardBudgets(db: Db, projectId: string | null): Promise<void> {
  const isPausable = (project: SQL) => sql`(${project}.paused_at is null or ${project}.paused_by = 'budget')`;
  await db.execute(sql`
    update projects set
      paused_at = case when guarded.is_spent then now() end,
      paused_by = case when guarded.is_spent then 'budget' end
    from (
      select p.id, p.budget <= ${countSpent(sql`p.id`)} as is_spent
      from projects p
      where p.budget is not null and ${isPausable(sql`p`)}
        and (${projectId}::uuid is null or p.id = ${projectId}::uuid)) guarded
    where projects.id = guarded.id and ${isPausable(sql`projects`)}
      and guarded.is_spent <> (projects.paused_at is not null)`);
}
