import { eq } from "drizzle-orm";
import type { ProjectSettings } from "@/lib/contracts/projects";
import type { Db } from "../client";
import { labelClasses, projects } from "../schema/projects";
import { readSpent } from "./spent";

/** What a lead may change about a project; null when there is no such project. */
export async function readProjectSettings(db: Db, projectId: string): Promise<ProjectSettings | null> {
  const [[project], classes, spent] = await Promise.all([
    db.select().from(projects).where(eq(projects.id, projectId)),
    db
      .select()
      .from(labelClasses)
      .where(eq(labelClasses.projectId, projectId))
      .orderBy(labelClasses.position),
    readSpent(db, projectId),
  ]);
  if (!project) return null;
  return {
    ...project,
    guidelinesChangedAt: project.guidelinesChangedAt?.toISOString() ?? null,
    pausedAt: project.pausedAt?.toISOString() ?? null,
    labelClasses: classes.map((row) => ({
      ...row,
      archivedAt: row.archivedAt?.toISOString() ?? null,
      labels: spent.byClass.get(row.id) ?? 0,
    })),
  };
}
