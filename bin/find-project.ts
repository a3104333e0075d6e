import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { projects } from "@/db/schema/projects";
import { ConflictError, NotFoundError, SetupError } from "@/lib/errors";

export interface FoundProject {
  readonly id: string;
  readonly name: string;
}

/** The project with this name or id; null when there is none. Throws when the name stands for several. */
export async function findProject(db: Db, nameOrId: string): Promise<FoundProject | null> {
  const found = await db
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(
      and(
        isNull(projects.deletedAt),
        or(eq(projects.name, nameOrId), eq(sql`${projects.id}::text`, nameOrId.toLowerCase())),
      ),
    )
    .orderBy(asc(projects.createdAt));
  if (found.length <= 1) return found[0] ?? null;
  throw new ConflictError({
    code: "project_name_ambiguous",
    what: `${found.length} projects are called “${nameOrId}”.`,
    next: `Name one by its id: ${found.map(({ id }) => id).join(", ")}.`,
  });
}

/** Says which projects there are. */
export async function noSuchProject(db: Db, nameOrId: string, next: string): Promise<NotFoundError> {
  const known = await db
    .select({ name: projects.name })
    .from(projects)
    .where(isNull(projects.deletedAt))
    .orderBy(asc(projects.name))
    .limit(20);
  return new NotFoundError({
    code: "project_not_found",
    what: `There is no project “${nameOrId}”.`,
    why: known.length === 0 ? "There are none yet." : `There are: ${known.map((p) => p.name).join(", ")}.`,
    next,
  });
}

/** Who stands behind what the command line does: the server's first owner. */
export async function findOwner(db: Db): Promise<{ id: string }> {
  const [owner] = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.serverRole, "owner"))
    .orderBy(asc(users.createdAt))
    .limit(1);
  if (owner) return owner;
  throw new SetupError({
    code: "no_owner_yet",
    what: "This Winnow has no owner yet.",
    next: "Run winnow start, open the setup link it prints and make the owner's account; then try again.",
  });
}
