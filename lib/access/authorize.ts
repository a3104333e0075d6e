import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { ProjectRole } from "../contracts/projects";
import { ForbiddenError, NotFoundError } from "../errors";

/** What the members of a project may do there, by role. The owner of the server may do everything. */
const projectActions = {
  /** Hear that something changed, and see the samples. */
  "project.follow": ["lead", "annotator", "engineer"],
  /** Work at the bench. */
  "project.label": ["lead", "annotator"],
  /** See the panel, the imports and the models. */
  "project.view": ["lead", "engineer"],
  /** Take labels and models away. */
  "project.export": ["lead", "engineer"],
  /** Import, change classes and settings, start rounds, see hidden truths. */
  "project.lead": ["lead"],
  /** Delete the project, and bring it back. */
  "project.delete": ["lead"],
} as const satisfies Record<string, readonly ProjectRole[]>;

const serverActions = {
  /** See one's own projects and make new ones. */
  "server.enter": ["owner", "member"],
  /** Accounts, health, backups. */
  "server.own": ["owner"],
} as const;

export type ProjectAction = keyof typeof projectActions;
export type ServerAction = keyof typeof serverActions;
export type Action = ProjectAction | ServerAction;

/** As what somebody is allowed in: a role in the project, or on the server where no project is meant. */
export type Role = ProjectRole | "owner" | "member";

export type AccessRequest =
  | { readonly userId: string; readonly action: ServerAction; readonly projectId?: undefined }
  | { readonly userId: string; readonly action: ProjectAction; readonly projectId: string };

type AccessRow = {
  server_role: "owner" | "member";
  project_role: ProjectRole | null;
  project_exists: boolean;
  project_deleted: boolean;
};

/**
 * The one place that decides who may do what. To somebody who is no member, a project does not exist:
 * asking for it tells nothing. Nor does a deleted one, but to who may bring it back. Roles are read at every request, so
 * a change takes effect at once.
 */
export async function authorize(db: Db, request: AccessRequest): Promise<{ role: Role }> {
  const { userId, action, projectId = null } = request;
  const found = await db.execute<AccessRow>(sql`
    select u.server_role, m.role as project_role, p.id is not null as project_exists,
      p.deleted_at is not null as project_deleted
    from users u
    left join projects p on p.id = ${projectId}::uuid
    left join memberships m on m.project_id = p.id and m.user_id = u.id
    where u.id = ${userId}`);
  const row = found.rows[0];
  if (!row) throw forbidden();
  if (isServerAction(action)) {
    const allowed: readonly string[] = serverActions[action];
    if (!allowed.includes(row.server_role)) throw forbidden();
    return { role: row.server_role };
  }
  return { role: projectRole(row, action) };
}

function projectRole(row: AccessRow, action: ProjectAction): ProjectRole | "owner" {
  if (!row.project_exists) throw projectNotFound();
  if (row.project_deleted && action !== "project.delete") throw projectNotFound();
  if (row.server_role === "owner") return "owner";
  if (row.project_role === null) throw projectNotFound();
  const allowed: readonly ProjectRole[] = projectActions[action];
  if (!allowed.includes(row.project_role)) throw row.project_deleted ? projectNotFound() : forbidden();
  return row.project_role;
}

export function isServerAction(action: Action): action is ServerAction {
  return action in serverActions;
}

export function projectNotFound(): NotFoundError {
  return new NotFoundError({
    code: "project_not_found",
    what: "There is no such project, or you are not a member of it.",
    next: "Check the address, or ask the project's lead to add you.",
  });
}

function forbidden(): ForbiddenError {
  return new ForbiddenError({
    code: "forbidden",
    what: "Your role does not allow this.",
    next: "Ask the project's lead. Nothing was changed.",
  });
}
