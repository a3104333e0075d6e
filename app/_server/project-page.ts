import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { type ProjectHead, readProjectHead } from "@/db/queries/projects";
import { authorize, type ProjectAction } from "@/lib/access/authorize";
import type { ProjectSummary } from "@/lib/contracts/projects";
import { ForbiddenError, NotFoundError } from "@/lib/errors";
import { getDb } from "./db";
import { type CurrentUser, requirePageUser } from "./session";

export interface ProjectPage {
  readonly user: CurrentUser;
  readonly project: ProjectHead;
  readonly role: ProjectSummary["role"];
}

const uuid = z.uuid();

/**
 * The visitor, the project and their role there, for a page below `/projects/{id}`. Nobody signed in: to
 * sign in. A project they may not know of: not found. A page that is not for their role: to the bench.
 */
export async function requireProjectPage(
  projectId: string,
  subPath: string,
  action: ProjectAction,
): Promise<ProjectPage> {
  const user = await requirePageUser(`/projects/${projectId}${subPath}`);
  if (!uuid.safeParse(projectId).success) notFound();
  const role = await roleFor(user.id, projectId, action);
  if (role === "forbidden") redirect(`/projects/${projectId}/label`);
  const project = role && (await readProjectHead(getDb(), projectId));
  if (!project) notFound();
  return { user, project, role };
}

async function roleFor(
  userId: string,
  projectId: string,
  action: ProjectAction,
): Promise<ProjectSummary["role"] | "forbidden" | null> {
  try {
    const { role } = await authorize(getDb(), { userId, action, projectId });
    return role === "member" ? null : role;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    if (error instanceof ForbiddenError) return "forbidden";
    throw error;
  }
}
