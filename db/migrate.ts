import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Logger, runMigrations } from "graphile-worker";
import { Client } from "pg";

/** Any constant: it names the lock that lets one process migrate while others wait. */
const migrationLock = 7_740_211;

const quietLogger = new Logger(() => () => {});

/**
 * Brings the tables of Winnow and of the job queue to this version. Safe to call from many processes
 * at once, and again on a database that is up to date.
 */
export async function migrateDatabase(
  url: string,
  migrationsFolder = defaultMigrationsFolder(),
): Promise<void> {
  const client = new Client({ connectionString: url, application_name: "winnow migrate" });
  // A lost connection rejects the query in flight; without a listener it would also end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    await migrateHoldingLock(client, url, migrationsFolder);
  } finally {
    await client.end();
  }
}

async function migrateHoldingLock(client: Client, url: string, migrationsFolder: string): Promise<void> {
  await client.query("select pg_advisory_lock($1)", [migrationLock]);
  await client.query("set client_min_messages to warning");
  await migrate(drizzle(client), { migrationsFolder });
  await runMigrations({ connectionString: url, logger: quietLogger });
}

function defaultMigrationsFolder(): string {
  return join(process.env.WINNOW_ROOT ?? process.cwd(), "db/migrations");
}
