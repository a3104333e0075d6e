import { migrateDatabase } from "@/db/migrate";
import type { Config } from "@/lib/config";
import { ConflictError } from "@/lib/errors";
import { claimDataDirectory, readOccupant } from "./supervisor/claim-data-directory";
import { makeDataDirectory } from "./supervisor/make-data-directory";
import { startPostgres } from "./supervisor/postgres/start-postgres";
import { isRunning } from "./supervisor/process-identity";
import { waitForDatabase } from "./supervisor/wait-for-database";

/** A command waits less long than the server does: somebody sits before it. */
const databasePatienceMs = 5_000;

/**
 * Runs `work` with the URL of a migrated database: that of DATABASE_URL, that of the Winnow which runs on
 * this data directory, or one that is started for the time being. `command` names the caller to others.
 */
export async function withDatabase<T>(
  config: Config,
  command: string,
  work: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  const running = config.databaseUrl ?? urlOfRunning(config.dataDirectory);
  if (running !== null) {
    await waitForDatabase(running, databasePatienceMs, new AbortController().signal, console.error);
    await migrateDatabase(running);
    return work(running);
  }
  makeDataDirectory(config.dataDirectory);
  const claim = await claimDataDirectory(config.dataDirectory, command, null);
  try {
    const server = await startPostgres(config.dataDirectory);
    try {
      claim.update({ databaseUrl: server.url });
      await migrateDatabase(server.url);
      return await work(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    claim.release();
  }
}

function urlOfRunning(dataDirectory: string): string | null {
  const occupant = readOccupant(dataDirectory);
  if (!occupant || !isRunning(occupant.pid, occupant.identity)) return null;
  if (occupant.databaseUrl !== null) return occupant.databaseUrl;
  throw new ConflictError({
    code: "still_starting",
    what: `winnow ${occupant.command} (pid ${occupant.pid}) is starting, and its database does not answer yet.`,
    next: "Try again in a few seconds.",
    retryable: true,
  });
}
