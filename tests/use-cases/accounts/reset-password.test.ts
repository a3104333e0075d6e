import { randomUUID } from "node:crypto";
import { verifyPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { accounts, sessions, users } from "@/db/schema/accounts";
import { findAccount, resetPassword } from "@/lib/access/reset-password";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();

async function arrangeAccount(email: string): Promise<string> {
  const userId = randomUUID();
  await db.insert(users).values({ id: userId, name: "Ada", email });
  await db
    .insert(accounts)
    .values({ id: randomUUID(), accountId: userId, providerId: "credential", userId, password: "old" });
  const expiresAt = new Date(Date.now() + 60_000);
  await db.insert(sessions).values({ id: randomUUID(), token: randomUUID(), userId, expiresAt });
  return userId;
}

test("a new password is hashed, and ends the sessions of its account alone", async () => {
  const [ada, bob] = [await arrangeAccount("ada@example.org"), await arrangeAccount("bob@example.org")];
  expect(await resetPassword(db, { userId: ada, password: "another sentence" })).toBe(1);
  const passwordOf = async (userId: string) =>
    (await db.select().from(accounts).where(eq(accounts.userId, userId)))[0]!.password!;
  const hash = await passwordOf(ada);
  expect(hash).not.toContain("another sentence");
  expect(await verifyPassword({ hash, password: "another sentence" })).toBe(true);
  expect(await passwordOf(bob)).toBe("old");
  expect((await db.select().from(sessions)).map(({ userId }) => userId)).toEqual([bob]);
});

test("an account is found by its address however it is written; an unknown one is refused", async () => {
  const userId = await arrangeAccount("cleo@example.org");
  expect((await findAccount(db, " Cleo@Example.org ")).id).toBe(userId);
  await expect(findAccount(db, "nobody@example.org")).rejects.toMatchObject({ code: "account_not_found" });
});
