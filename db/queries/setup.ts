import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Db } from "../client";
import { setupTokens, users } from "../schema/accounts";

/** `open`: the link works. `invalid`: it was used, expired or mistyped. `owned`: the server has its owner. */
export type SetupState = "open" | "invalid" | "owned";

export async function readSetupState(db: Db, tokenHash: string): Promise<SetupState> {
  if (await hasOwner(db)) return "owned";
  const tokens = await db
    .select({ tokenHash: setupTokens.tokenHash })
    .from(setupTokens)
    .where(
      and(
        eq(setupTokens.tokenHash, tokenHash),
        isNull(setupTokens.usedAt),
        gt(setupTokens.expiresAt, sql`now()`),
      ),
    );
  return tokens.length > 0 ? "open" : "invalid";
}

export async function hasOwner(db: Db): Promise<boolean> {
  const owners = await db.select({ id: users.id }).from(users).where(eq(users.serverRole, "owner")).limit(1);
  return owners.length > 0;
}
