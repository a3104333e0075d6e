import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { invitations, memberships, projects } from "@/db/schema/projects";
import type { ProjectRole } from "../contracts/projects";
import { ConflictError, NotFoundError } from "../errors";
import { projectNotFound } from "./authorize";

/**
 * A member's role, with the team locked until the transaction ends: of two leads who step down at the same
 * moment, the second sees that the first is none any more.
 */
export async function lockTeam(db: Db, projectId: string, userId: string): Promise<ProjectRole> {
  const found = await db.execute(sql`select 1 from ${projects} where id = ${projectId} for no key update`);
  if (found.rows.length === 0) throw projectNotFound();
  const [member] = await db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.projectId, projectId), eq(memberships.userId, userId)));
  if (member) return member.role;
  throw new NotFoundError({
    code: "member_not_found",
    what: "This project has no such member.",
    next: "Load the page again. Nothing was changed.",
  });
}

/** For a lead who is to be one no longer: refuses the last, and ends their links, by which they could come back. */
export async function letLeadGo(db: Db, projectId: string, userId: string): Promise<void> {
  const leads = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.projectId, projectId), eq(memberships.role, "lead")));
  if (leads.length < 2) throw lastLead();
  await db
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(invitations.projectId, projectId),
        eq(invitations.createdBy, userId),
        isNull(invitations.revokedAt),
      ),
    );
}

function lastLead(): ConflictError {
  return new ConflictError({
    code: "last_lead",
    what: "This is the only lead of the project.",
    next: "Make somebody else a lead first. Nothing was changed.",
  });
}
