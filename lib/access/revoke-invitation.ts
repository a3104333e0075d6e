import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { invitations } from "@/db/schema/projects";
import { NotFoundError } from "../errors";

export interface RevokeInvitationInput {
  readonly projectId: string;
  readonly invitationId: string;
}

/** Ends an invitation for good; who joined by it stays. Doing it twice changes nothing. */
export async function revokeInvitation(
  db: Db,
  { projectId, invitationId }: RevokeInvitationInput,
): Promise<void> {
  const revoked = await db
    .update(invitations)
    .set({ revokedAt: sql`coalesce(${invitations.revokedAt}, now())` })
    .where(and(eq(invitations.id, invitationId), eq(invitations.projectId, projectId)))
    .returning({ id: invitations.id });
  if (revoked.length > 0) return;
  throw new NotFoundError({
    code: "invitation_not_found",
    what: "This project has no such invitation.",
    next: "Load the page again. Nothing was changed.",
  });
}
