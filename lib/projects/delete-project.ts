import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { projects } from "@/db/schema/projects";
import { rounds } from "@/db/schema/rounds";
import { projectNotFound } from "../access/authorize";
import { InvalidInputError } from "../errors";
import { notify } from "../jobs/notify";

export interface DeleteProjectInput {
  readonly projectId: string;
  /** As it was typed, normalised as names are. */
  readonly name: string;
  readonly deletedBy: string;
}

/**
 * Takes a project away from everybody, for good after `undeleteDays`; until then `restoreProject` brings all of it back.
 * A round that is under way publishes nothing any more. Deleting twice keeps the first time and who did it.
 */
export async function deleteProject(
  db: Db,
  { projectId, name, deletedBy }: DeleteProjectInput,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [project] = await tx
      .select({ name: projects.name, deletedAt: projects.deletedAt })
      .from(projects)
      .where(eq(projects.id, projectId))
      .for("no key update");
    if (!project) throw projectNotFound();
    if (project.name.normalize("NFC").trim() !== name) throw wrongName(project.name);
    if (project.deletedAt !== null) return;
    await tx.update(projects).set({ deletedAt: sql`now()`, deletedBy }).where(eq(projects.id, projectId));
    await tx
      .update(rounds)
      .set({ state: "abandoned", finishedAt: sql`now()`, error: "The project was deleted." })
      .where(and(eq(rounds.projectId, projectId), eq(rounds.state, "running")));
    await notify(tx, projectId, "settings");
  });
}

function wrongName(name: string): InvalidInputError {
  return new InvalidInputError({
    code: "project_name_differs",
    what: "The name that was typed is not the project's.",
    why: `It is called “${name}”.`,
    next: "Type it exactly so, capital letters as well. Nothing was deleted.",
  });
}
