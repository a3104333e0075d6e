import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { accounts, setupTokens, users } from "@/db/schema/accounts";
import { completeSetup, hashOfSetupToken } from "@/lib/access/complete-setup";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();

const owner = { name: "Ada", email: "ada@example.org", password: "a long sentence", newId: randomUUID };

async function giveToken(token: string, expiresAt = new Date(Date.now() + 60_000)) {
  await db.insert(setupTokens).values({ tokenHash: hashOfSetupToken(token), expiresAt });
}

beforeEach(async () => {
  await db.delete(users);
  await db.delete(setupTokens);
});

test("the setup link makes the owner's account, with a hashed password", async () => {
  await giveToken("good");
  const { userId } = await completeSetup(db, { ...owner, token: "good" });
  const [user] = await db.select().from(users);
  expect(user).toMatchObject({ id: userId, email: owner.email, serverRole: "owner" });
  const [account] = await db.select().from(accounts);
  expect(account).toMatchObject({ userId, providerId: "credential" });
  expect(account!.password).not.toContain(owner.password);
});

test("a token works once", async () => {
  await giveToken("once");
  await completeSetup(db, { ...owner, token: "once" });
  await db.delete(users);
  await expect(completeSetup(db, { ...owner, token: "once" })).rejects.toMatchObject({
    code: "setup_link_invalid",
  });
});

test("an expired or unknown token makes nothing", async () => {
  await giveToken("old", new Date(Date.now() - 1000));
  for (const token of ["old", "unknown"]) {
    await expect(completeSetup(db, { ...owner, token })).rejects.toMatchObject({
      code: "setup_link_invalid",
    });
  }
  expect(await db.select().from(users)).toHaveLength(0);
});

test("a server with an owner refuses a second one and keeps the token unused", async () => {
  await giveToken("first");
  await giveToken("second");
  await completeSetup(db, { ...owner, token: "first" });
  await expect(
    completeSetup(db, { ...owner, email: "eve@example.org", token: "second" }),
  ).rejects.toMatchObject({ code: "setup_complete" });
  expect(await db.select().from(users)).toHaveLength(1);
});

test("of two setups at the same moment one wins", async () => {
  await giveToken("a");
  await giveToken("b");
  const results = await Promise.allSettled([
    completeSetup(db, { ...owner, token: "a" }),
    completeSetup(db, { ...owner, email: "eve@example.org", token: "b" }),
  ]);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect(await db.select().from(users)).toHaveLength(1);
});
