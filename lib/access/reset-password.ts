import { hashPassword } from "better-auth/crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, sessions, users } from "@/db/schema/accounts";
import { NotFoundError } from "../errors";

interface ResetPasswordInput {
  readonly userId: string;
  readonly password: string;
}

/** Gives an account another password and ends all its sessions: whoever has the old one is out. Returns how many ended. */
export async function resetPassword(db: Db, { userId, password }: ResetPasswordInput): Promise<number> {
  // Before the transaction: the hash takes a tenth of a second, too long to hold a lock.
  const hash = await hashPassword(password);
  return db.transaction(async (tx) => {
    const changed = await tx
      .update(accounts)
      .set({ password: hash, updatedAt: sql`now()` })
      .where(and(eq(accounts.userId, userId), eq(accounts.providerId, "credential")))
      .returning({ id: accounts.id });
    if (changed.length === 0) throw accountNotFound();
    const ended = await tx.delete(sessions).where(eq(sessions.userId, userId)).returning({ id: sessions.id });
    return ended.length;
  });
}

/** The account with this e-mail address; throws when there is none. */
export async function findAccount(
  db: Db,
  email: string,
): Promise<{ readonly id: string; readonly email: string }> {
  const [found] = await db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.trim().toLowerCase()));
  if (!found) throw accountNotFound();
  return found;
}

function accountNotFound(): NotFoundError {
  return new NotFoundError({
    code: "account_not_found",
    what: "Nobody has an account here with this e-mail address.",
    next: "Check it, and that WINNOW_DATA or DATABASE_URL is the one Winnow runs with. Nothing was changed.",
  });
}
