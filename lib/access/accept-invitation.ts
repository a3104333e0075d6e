import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { invitations, memberships } from "@/db/schema/projects";
import type { Joined } from "../contracts/team";
import { ForbiddenError } from "../errors";
import { hashOfInvitationToken } from "./create-invitation";

export interface AcceptInvitationInput {
  readonly token: string;
  readonly userId: string;
}

/**
 * Makes somebody with an account a member. Who is a member already keeps their role and does not count as
 * a use: a link that was opened by mistake takes no rights away.
 */
export async function acceptInvitation(db: Db, { token, userId }: AcceptInvitationInput): Promise<Joined> {
  return db.transaction(async (tx) => {
    const { id, projectId, role } = await lockOpenInvitation(tx, token);
    const joined = await tx
      .insert(memberships)
      .values({ projectId, userId, role })
      .onConflictDoNothing()
      .returning({ role: memberships.role });
    if (joined.length === 0) return { projectId, role: await roleOf(tx, projectId, userId) };
    await tx
      .update(invitations)
      .set({ uses: sql`${invitations.uses} + 1` })
      .where(eq(invitations.id, id));
    return { projectId, role };
  });
}

/** Locked, so that a link that is being revoked lets nobody in any more. */
async function lockOpenInvitation(db: Db, token: string) {
  const [invitation] = await db
    .select({ id: invitations.id, projectId: invitations.projectId, role: invitations.role })
    .from(invitations)
    .where(isOpen(token))
    .for("update");
  if (!invitation) throw invalidInvitation();
  return invitation;
}

async function roleOf(db: Db, projectId: string, userId: string): Promise<Joined["role"]> {
  const [member] = await db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.projectId, projectId), eq(memberships.userId, userId)));
  if (!member) throw invalidInvitation();
  return member.role;
}

/** Refuses a token that lets nobody in, before anything dear is done for it. */
export async function requireOpenInvitation(db: Db, token: string): Promise<void> {
  const found = await db.select({ id: invitations.id }).from(invitations).where(isOpen(token));
  if (found.length === 0) throw invalidInvitation();
}

function isOpen(token: string) {
  return and(
    eq(invitations.tokenHash, hashOfInvitationToken(token)),
    isNull(invitations.revokedAt),
    gt(invitations.expiresAt, sql`now()`),
    sql`exists (select from projects p where p.id = ${invitations.projectId} and p.deleted_at is null)`,
  );
}

function invalidInvitation(): ForbiddenError {
  return new ForbiddenError({
    code: "invitation_invalid",
    what: "This invitation does not work.",
    why: "It has expired, was revoked, or was not copied whole.",
    next: "Ask whoever sent it for a new link. Nothing was changed.",
  });
}
