import { createHash } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, setupTokens, users } from "@/db/schema/accounts";
import type { CompleteSetup } from "../contracts/accounts";
import { ConflictError, ForbiddenError } from "../errors";

export interface CompleteSetupInput extends CompleteSetup {
  readonly newId: () => string;
}

/** Any constant: only one setup is completed at a time. */
const setupLock = 7_740_212;

/**
 * Makes the owner's account for whoever holds the setup link: once, before it expires, and only while
 * the server has no owner. The token is used up by the same transaction that makes the account.
 */
export async function completeSetup(db: Db, input: CompleteSetupInput): Promise<{ userId: string }> {
  // Before the transaction: the hash takes a tenth of a second, too long to hold a lock.
  const password = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${setupLock})`);
    await refuseSecondOwner(tx);
    await useUpToken(tx, input.token);
    const userId = input.newId();
    await tx.insert(users).values({
      id: userId,
      name: input.name,
      email: input.email,
      emailVerified: true,
      serverRole: "owner",
    });
    await tx
      .insert(accounts)
      .values({ id: input.newId(), accountId: userId, providerId: "credential", userId, password });
    return { userId };
  });
}

async function refuseSecondOwner(db: Db): Promise<void> {
  const owners = await db.select({ id: users.id }).from(users).where(eq(users.serverRole, "owner")).limit(1);
  if (owners.length > 0) {
    throw new ConflictError({
      code: "setup_complete",
      what: "This server already has an owner.",
      next: "Sign in with that account.",
    });
  }
}

async function useUpToken(db: Db, token: string): Promise<void> {
  const used = await db
    .update(setupTokens)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(setupTokens.tokenHash, hashOfSetupToken(token)),
        isNull(setupTokens.usedAt),
        gt(setupTokens.expiresAt, sql`now()`),
      ),
    )
    .returning({ tokenHash: setupTokens.tokenHash });
  if (used.length === 0) throw invalidSetupLink();
}

function invalidSetupLink(): ForbiddenError {
  return new ForbiddenError({
    code: "setup_link_invalid",
    what: "This setup link does not work.",
    why: "It was used, has expired, or was not copied whole.",
    next: "Start Winnow again: while nobody owns the server, each start prints a new link.",
  });
}

/** How a setup token is stored: SHA-256, in hex. */
export function hashOfSetupToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
