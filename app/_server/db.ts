import { createDb, type Database, type Db } from "@/db/client";
import { loadConfig } from "@/lib/config";
import { SetupError } from "@/lib/errors";
import { createLog } from "@/lib/log";

/** Kept on the global object, so that a module reloaded in development finds the pool already open. */
const held = globalThis as typeof globalThis & { winnowDatabase?: Database };

/** The web process's database, opened at the first call. */
export function getDb(): Db {
  held.winnowDatabase ??= open();
  return held.winnowDatabase.db;
}

function open(): Database {
  const config = loadConfig();
  if (config.databaseUrl === undefined) {
    throw new SetupError({
      code: "no_database",
      what: "The web process does not know its database.",
      next: "Start it with `npm start`, which brings one along, or set DATABASE_URL.",
    });
  }
  const log = createLog("web", config.logLevel);
  return createDb(config.databaseUrl, {
    maxConnections: 16,
    applicationName: "winnow web",
    onConnectionError: (error) => log.warn({ error }, "a database connection broke"),
  });
}
