import { expect, test } from "vitest";
import { setupTokens, users } from "@/db/schema/accounts";
import { issueSetupLink } from "@/lib/access/issue-setup-link";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();
const baseUrl = "http://localhost:3000";

test("without an owner there is a link, and only the hash of its token is stored", async () => {
  const link = await issueSetupLink(db, { token: "first", baseUrl });
  expect(link).toBe("http://localhost:3000/setup?token=first");
  const [stored] = await db.select().from(setupTokens);
  expect(stored!.tokenHash).toMatch(/^[0-9a-f]{64}$/);
  expect(stored!.expiresAt.getTime()).toBeGreaterThan(Date.now());
});

test("a new link takes the place of one that was not used", async () => {
  await issueSetupLink(db, { token: "second", baseUrl });
  expect(await db.select().from(setupTokens)).toHaveLength(1);
});

test("once there is an owner there is no link", async () => {
  await db.insert(users).values({ id: "u", name: "Ada", email: "ada@example.org", serverRole: "owner" });
  expect(await issueSetupLink(db, { token: "third", baseUrl })).toBeNull();
});
