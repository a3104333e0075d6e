import { closeSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client, DatabaseError } from "pg";
import { SetupError } from "@/lib/errors";
import { openLogFile } from "../log-file";
import { usableBinaries } from "./binaries";
import { clearStalePid } from "./clear-stale-pid";
import { ensureCluster } from "./create-cluster";
import { openHome, socketUrl } from "./home";
import { launchServer, type ServerProcess } from "./launch-server";
import { makeSocketDirectory } from "./socket-directory";

export interface PostgresServer extends ServerProcess {
  readonly url: string;
  /** Where its files are: the data directory, or elsewhere when its user cannot enter that. */
  readonly directory: string;
}

type Settings = Readonly<Record<string, string>>;

const baseSettings: Settings = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** How long the last backends of a killed server may keep a new one out. */
const patienceWithBackends = 20_000;

/**
 * Starts a PostgreSQL server of our own on a data directory, with its database `winnow`, and waits until
 * it answers. The caller must be the only one on that directory. It listens on a private socket only.
 */
export async function startPostgres(dataDirectory: string, settings: Settings = {}): Promise<PostgresServer> {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const home = openHome(dataDirectory);
  const binaries = usableBinaries(home.account, home.account ? "/var/lib/winnow" : home.directory);
  ensureCluster(dataDirectory, home, binaries);
  await clearStalePid(home.cluster);
  const socketDirectory = makeSocketDirectory(home);
  const flags = ["-D", home.cluster, "-c", `unix_socket_directories="${socketDirectory}"`];
  for (const [name, value] of Object.entries({ ...baseSettings, ...settings })) {
    flags.push("-c", `${name}=${value}`);
  }
  const maintenanceUrl = socketUrl(home.password, socketDirectory, "postgres");
  const deadline = performance.now() + patienceWithBackends;
  for (;;) {
    await clearStalePid(home.cluster);
    const log = openLogFile(join(dataDirectory, "logs/postgres.log"));
    const server = await launchServer(
      join(binaries.directory, "postgres"),
      flags,
      home.account,
      log.descriptor,
    );
    closeSync(log.descriptor);
    if (await answers(server, maintenanceUrl)) {
      await ensureDatabase(maintenanceUrl);
      const url = socketUrl(home.password, socketDirectory, "winnow");
      return { ...server, url, directory: home.directory };
    }
    const said = readFileSync(join(dataDirectory, "logs/postgres.log")).subarray(log.size).toString();
    if (!said.includes("pre-existing shared memory") || performance.now() > deadline) throw didNotStart(said);
    await delay(100);
  }
}

/** Waits for the first answer, through crash recovery if need be; false when the server ended instead. */
async function answers(server: ServerProcess, url: string): Promise<boolean> {
  while (!server.hasEnded()) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      const startingUp = error instanceof DatabaseError ? error.code === "57P03" : true;
      if (!startingUp) {
        await server.stop();
        throw error;
      }
      await delay(20);
    }
  }
  return false;
}

async function ensureDatabase(maintenanceUrl: string): Promise<void> {
  const client = new Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = 'winnow'");
    if (rowCount === 0) await client.query("create database winnow");
  } finally {
    await client.end();
  }
}

function didNotStart(said: string): SetupError {
  const lines = said.trim().split("\n");
  const fatal = lines.filter((line) => /FATAL|PANIC|HINT|could not/.test(line));
  return new SetupError({
    code: "embedded_postgres_did_not_start",
    what: "The embedded PostgreSQL did not start.",
    why: (fatal.length > 0 ? fatal : lines.slice(-5)).join("\n"),
    next: "Your data was not touched. Its full log is logs/postgres.log in the data directory.",
  });
}
