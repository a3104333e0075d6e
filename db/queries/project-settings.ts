import { eq, sql } from "drizzle-orm";
import type { ProjectSettings } from "@/lib/contracts/projects";
import type { Db } from "../client";
import { labelClasses, projects } from "../schema/projects";
import { readSpent } from "./spent";

/** What a lead may change about a project; null when there is no such project. */
export async function readProjectSettings(db: Db, projectId: string): Promise<ProjectSettings | null> {
  const [[project], classes, spent, planted] = await Promise.all([
    db.select().from(projects).where(eq(projects.id, projectId)),
    db
      .select()
      .from(labelClasses)
      .where(eq(labelClasses.projectId, projectId))
      .orderBy(labelClasses.position),
    readSpent(db, projectId),
    readPlanted(db, projectId),
  ]);
  if (!project) return null;
  return {
    ...project,
    guidelinesChangedAt: project.guidelinesChangedAt?.toISOString() ?? null,
    pausedAt: project.pausedAt?.toISOString() ?? null,
    planted,
    labelClasses: classes.map((row) => ({
      ...row,
      archivedAt: row.archivedAt?.toISOString() ?? null,
      labels: spent.byClass.get(row.id) ?? 0,
    })),
  };
}

/** Whether the answer is the suggestion: the same class, or the same set. */
const isAccepted = sql`
  array(select unnest(coalesce(label_class_ids, array[label_class_id])) order by 1)
    = array(select unnest(suggested_class_ids) order by 1)`;

/** How often people saw a suggestion that is wrong on purpose, and let it stand; what was undone since is neither. */
async function readPlanted(db: Db, projectId: string): Promise<ProjectSettings["planted"]> {
  const found = await db.execute<ProjectSettings["planted"]>(sql`
    select count(*)::int as shown, (count(*) filter (where ${isAccepted}))::int as accepted
    from annotations a
    where project_id = ${projectId} and suggestion_planted and action = 'label' and suggestion_shown <> 'hidden'
      and not exists (select from annotations u where u.undoes = a.id)`);
  return found.rows[0]!;
}
