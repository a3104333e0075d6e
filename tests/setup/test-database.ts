import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, inject } from "vitest";
import { createDb, type Db } from "@/db/client";

export interface TestDatabase {
  readonly url: string;
  readonly db: Db;
}

/**
 * A migrated, empty database for one test file, dropped after its last test. Call it at the top of the
 * file, outside of hooks: `const { db } = await createTestDatabase();`
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject("postgresUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await runOn(serverUrl, `create database ${name} template template`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const { db, close } = createDb(url.href, { applicationName: "winnow test" });
  afterAll(async () => {
    await close();
    await runOn(serverUrl, `drop database ${name} with (force)`);
  });
  return { url: url.href, db };
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
