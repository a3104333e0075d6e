import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { type PostgresServer, startPostgres } from "@/bin/supervisor/postgres/start-postgres";
import { migrateDatabase } from "@/db/migrate";

declare module "vitest" {
  export interface ProvidedContext {
    /** A server for tests; its database `template` is migrated and empty. */
    postgresUrl: string;
  }
}

/** Durability costs time and protects nothing that a test would miss. */
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
};

const directory = mkdtempSync(join(tmpdir(), "winnow-test-"));
let server: PostgresServer;

/** One PostgreSQL server for a whole run, by the same starter as in production. */
export async function setup(project: TestProject): Promise<void> {
  server = await startPostgres(directory, settings);
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query("create database template");
  await client.end();
  await migrateDatabase(withDatabase(server.url, "template"));
  project.provide("postgresUrl", server.url);
}

export async function teardown(): Promise<void> {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
