import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { migrateDatabase } from "@/db/migrate";
import { createTestDatabase } from "../setup/test-database";

const { db, url } = await createTestDatabase();

test("migrations make the tables of Winnow and of the job queue", async () => {
  const { rows } = await db.execute<{ schema: string; name: string }>(sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where (table_schema, table_name) in (('public', 'annotations'), ('graphile_worker', 'jobs'))`);
  expect(rows).toHaveLength(2);
});

test("many processes may migrate a database at once, and one that is up to date", async () => {
  await Promise.all([migrateDatabase(url), migrateDatabase(url), migrateDatabase(url)]);
  const { rows } = await db.execute(sql`select count(*)::int as count from drizzle.__drizzle_migrations`);
  expect(rows[0]).toMatchObject({ count: expect.any(Number) });
});

test("text is stored as Unicode, not as bytes", async () => {
  const { rows } = await db.execute(sql`select length('é世界') as length`);
  expect(rows).toEqual([{ length: 3 }]);
});
