import { eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { setupTokens, users } from "@/db/schema/accounts";
import { hashOfSetupToken } from "./complete-setup";

export interface SetupLinkOptions {
  /** Unguessable; only its hash is stored. */
  readonly token: string;
  /** Origin of the link, without a trailing slash. */
  readonly baseUrl: string;
}

/**
 * The one-time link with which the first visitor makes the owner's account; null once there is an
 * owner. It works for 24 hours by the database's clock, and takes the place of earlier unused ones.
 */
export async function issueSetupLink(db: Db, { token, baseUrl }: SetupLinkOptions): Promise<string | null> {
  return db.transaction(async (tx) => {
    const owners = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.serverRole, "owner"))
      .limit(1);
    if (owners.length > 0) return null;
    await tx.delete(setupTokens).where(isNull(setupTokens.usedAt));
    await tx.insert(setupTokens).values({
      tokenHash: hashOfSetupToken(token),
      expiresAt: sql`now() + interval '24 hours'`,
    });
    return `${baseUrl}/setup?token=${token}`;
  });
}
