import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDb, type Db } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { users } from "@/db/schema/accounts";
import { newId } from "@/lib/ids";
import { startPostgres } from "../bin/supervisor/postgres/start-postgres";

export interface Sandbox {
  readonly db: Db;
  readonly databaseUrl: string;
  readonly dataDirectory: string;
  readonly userId: string;
}

/** Runs `work` on a PostgreSQL server and a data directory of its own, with fsync on, and removes both. */
export async function inSandbox<Result>(work: (sandbox: Sandbox) => Promise<Result>): Promise<Result> {
  const dataDirectory = mkdtempSync(join(tmpdir(), "winnow-bench-"));
  const server = await startPostgres(dataDirectory);
  try {
    await migrateDatabase(server.url);
    const { db, close } = createDb(server.url, { statementTimeoutMs: 0, applicationName: "winnow bench" });
    const userId = newId();
    await db.insert(users).values({ id: userId, name: "Bench", email: "bench@example.org" });
    const result = await work({ db, databaseUrl: server.url, dataDirectory, userId });
    await close();
    return result;
  } finally {
    await server.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}
