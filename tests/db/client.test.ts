import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDb } from "@/db/client";
import { createTestDatabase } from "../setup/test-database";

const { db, url } = await createTestDatabase();

test("a connection that the server ends is reported and replaced", async () => {
  const errors: Error[] = [];
  const database = createDb(url, { maxConnections: 1, onConnectionError: (error) => errors.push(error) });
  const pid = async () =>
    (await database.db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)).rows[0]!.pid;
  const first = await pid();
  await db.execute(sql`select pg_terminate_backend(${first})`);
  await expect.poll(() => errors.length).toBeGreaterThan(0);
  expect(await pid()).not.toBe(first);
  await database.close();
});

test("a statement that runs too long is cancelled", async () => {
  const database = createDb(url, { statementTimeoutMs: 50 });
  await expect(database.db.execute(sql`select pg_sleep(10)`)).rejects.toMatchObject({
    cause: { code: "57014" },
  });
  await database.close();
});
