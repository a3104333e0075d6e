import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { readVisibleProject, type VisibleProject } from "@/db/queries/projects";
import { getDb } from "./db";
import { type CurrentUser, requirePageUser } from "./session";

export interface ProjectPage {
  readonly user: CurrentUser;
  readonly project: VisibleProject;
}

export type ProjectPageRole = VisibleProject["role"];

const uuid = z.uuid();

/**
 * The visitor and the project of a page below `/projects/{id}`. Nobody signed in: to sign in. A project
 * they may not know of: not found. A page that is not for their role: to the bench.
 */
export async function requireProjectPage(
  projectId: string,
  subPath: string,
  roles: readonly ProjectPageRole[],
): Promise<ProjectPage> {
  const user = await requirePageUser(`/projects/${projectId}${subPath}`);
  if (!uuid.safeParse(projectId).success) notFound();
  const project = await readVisibleProject(getDb(), user, projectId);
  if (!project) notFound();
  if (!roles.includes(project.role)) redirect(`/projects/${projectId}/label`);
  return { user, project };
}
