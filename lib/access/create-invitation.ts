import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { invitations } from "@/db/schema/projects";
import type { ProjectRole } from "../contracts/projects";
import { invitationDays } from "../contracts/team";

export interface CreateInvitationInput {
  readonly id: string;
  readonly projectId: string;
  readonly role: ProjectRole;
  readonly createdBy: string;
  /** Unguessable, at least 128 bits; only its hash is stored. */
  readonly token: string;
}

/** Makes a link by which any number of people join a project in one role, until it expires or is revoked. */
export async function createInvitation(db: Db, input: CreateInvitationInput): Promise<void> {
  const { token, ...rest } = input;
  await db.insert(invitations).values({
    ...rest,
    tokenHash: hashOfInvitationToken(token),
    expiresAt: sql`now() + make_interval(days => ${invitationDays})`,
  });
}

/** How the token of an invitation is stored: SHA-256, in hex. */
export function hashOfInvitationToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
