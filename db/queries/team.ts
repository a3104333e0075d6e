import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { ProjectRole } from "@/lib/contracts/projects";
import type { InvitationState, Team } from "@/lib/contracts/team";
import type { Db } from "../client";
import { users } from "../schema/accounts";
import { invitations, memberships, projects } from "../schema/projects";

const state = sql<InvitationState>`case
  when ${invitations.revokedAt} is not null then 'revoked'
  when ${invitations.expiresAt} <= now() then 'expired'
  else 'open' end`;

/** Who works on a project, and the links by which others may join. */
export async function readTeam(db: Db, projectId: string): Promise<Team> {
  const [members, links] = await Promise.all([readMembers(db, projectId), readInvitations(db, projectId)]);
  return {
    members: members.map((row) => ({ ...row, joinedAt: row.joinedAt.toISOString() })),
    invitations: links.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    })),
  };
}

function readMembers(db: Db, projectId: string) {
  return db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      joinedAt: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.projectId, projectId))
    .orderBy(sql`${memberships.role} <> 'lead'`, memberships.createdAt, users.id);
}

function readInvitations(db: Db, projectId: string) {
  return db
    .select({
      id: invitations.id,
      role: invitations.role,
      state,
      createdBy: users.name,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
      uses: invitations.uses,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .where(eq(invitations.projectId, projectId))
    .orderBy(desc(invitations.createdAt), desc(invitations.id));
}

export interface InvitationFound {
  readonly projectId: string;
  readonly projectName: string;
  readonly invitedBy: string;
  readonly role: ProjectRole;
  readonly state: InvitationState;
  /** What the holder is in the project already; null for everybody else. */
  readonly ownRole: ProjectRole | null;
}

/** What the holder of a link, who need not be signed in, is invited to; null when none has this hash, or the project is deleted. */
export async function findInvitation(
  db: Db,
  tokenHash: string,
  holderId: string | null,
): Promise<InvitationFound | null> {
  const [found] = await db
    .select({
      projectId: projects.id,
      projectName: projects.name,
      invitedBy: users.name,
      role: invitations.role,
      state,
      ownRole: memberships.role,
    })
    .from(invitations)
    .innerJoin(projects, eq(projects.id, invitations.projectId))
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .leftJoin(
      memberships,
      and(eq(memberships.projectId, projects.id), eq(memberships.userId, sql`${holderId}::text`)),
    )
    .where(and(eq(invitations.tokenHash, tokenHash), isNull(projects.deletedAt)));
  return found ?? null;
}
