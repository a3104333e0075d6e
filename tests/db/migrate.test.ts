import { readFileSync } from "node:fs";
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

test("encodings of a database from before encoders were kept count all their rows as learned from", async () => {
  await db.transaction(async (tx) => {
    await tx.execute(sql`create schema before`);
    await tx.execute(sql`set local search_path to before`);
    await tx.execute(sql`create table encodings (id int, row_count int not null)`);
    await tx.execute(sql`create table model_versions (id int, parameters_blob text not null)`);
    await tx.execute(sql`insert into encodings values (1, 240)`);
    await tx.execute(sql`insert into model_versions values (1, 'p')`);
    const statements = readFileSync("db/migrations/0001_engine.sql", "utf8");
    for (const statement of statements.split("--> statement-breakpoint"))
      await tx.execute(sql.raw(statement));
    const encoded = await tx.execute(sql`select fitted_rows, graph_blob from encodings`);
    expect(encoded.rows).toEqual([{ fitted_rows: 240, graph_blob: null }]);
    const models = await tx.execute(sql`select * from model_versions`);
    expect(models.rows).toEqual([{ id: 1, model_blob: null, holdout_predictions_blob: null }]);
  });
});
