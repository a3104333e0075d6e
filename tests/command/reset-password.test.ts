import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyPassword } from "better-auth/crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PostgresServer, startPostgres } from "@/bin/supervisor/postgres/start-postgres";
import { createDb, type Database } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { accounts, users } from "@/db/schema/accounts";

const email = "ada@example.org";
let directory: string;
let server: PostgresServer;
let database: Database;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "winnow-reset-"));
  server = await startPostgres(directory);
  await migrateDatabase(server.url);
  database = createDb(server.url);
  const userId = randomUUID();
  await database.db.insert(users).values({ id: userId, name: "Ada", email });
  await database.db
    .insert(accounts)
    .values({ id: randomUUID(), accountId: userId, providerId: "credential", userId, password: "old" });
});

afterAll(async () => {
  await database?.close();
  await server?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Runs the command with these lines typed into it. */
function reset(address: string, ...lines: string[]) {
  return spawnSync("bin/winnow", ["reset-password", address], {
    env: { ...process.env, DATABASE_URL: server.url },
    input: lines.map((line) => `${line}\n`).join(""),
    encoding: "utf8",
    timeout: 60_000,
  });
}

const stored = async () => (await database.db.select().from(accounts))[0]!.password!;

test.each([
  ["that is too short", email, ["short", "short"], "Use at least 10 characters"],
  ["that is not repeated", email, ["a new sentence", "another sentence"], "are not the same"],
  ["that is not given", email, [], "No password was given"],
  ["of nobody", "nobody@example.org", ["a new sentence", "a new sentence"], "Nobody has an account here"],
])("a password %s changes nothing", async (_which, address, lines, said) => {
  const { status, stderr } = reset(address, ...lines);
  expect(status).toBe(1);
  expect(stderr).toContain(said);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(await stored()).toBe("old");
});

test("a password given twice is the account's, and is not shown", async () => {
  const { status, stdout, stderr } = reset(email, "a new sentence", "a new sentence");
  expect(stderr).toContain(`New password of ${email}: `);
  expect(status).toBe(0);
  expect(stdout).toContain(`${email} has a new password`);
  expect(stdout + stderr).not.toContain("a new sentence");
  expect(await verifyPassword({ hash: await stored(), password: "a new sentence" })).toBe(true);
});
