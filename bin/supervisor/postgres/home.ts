import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "@/lib/errors";
import { writePrivateFile } from "../write-private-file";
import { type Account, canEnter, serverAccount } from "./account";

/** Where a server keeps its things, as remembered in `postgres.json` of the data directory. */
export interface PostgresHome {
  readonly directory: string;
  readonly cluster: string;
  readonly password: string;
  readonly account: Account | null;
  /** False until the cluster is complete. */
  readonly initialized: boolean;
}

interface HomeRecord {
  readonly directory: string | null;
  readonly password: string;
  readonly initialized: boolean;
}

/** Where root puts a server whose data directory the server's account cannot reach. */
const systemDirectory = "/var/lib/winnow";

/**
 * Opens or founds the home of the server that belongs to a data directory. It is that directory itself,
 * unless root starts Winnow below a directory that only root may enter.
 */
export function openHome(dataDirectory: string): PostgresHome {
  const record = readRecord(dataDirectory) ?? found(dataDirectory);
  const directory = record.directory ?? dataDirectory;
  const cluster = join(directory, "postgres");
  if (record.initialized && !existsSync(join(cluster, "PG_VERSION"))) {
    throw new SetupError({
      code: "cluster_missing",
      what: `The database of ${dataDirectory} is not where it was: ${cluster} holds none.`,
      next: "Put it back from a backup. To begin anew with an empty database, delete postgres.json there.",
    });
  }
  const account = serverAccount(cluster);
  if (!canEnter(account, directory)) throw unreachable(directory);
  return { ...record, directory, cluster, account };
}

/** The project was moved below a directory that only root may enter, with its database in it. */
function unreachable(directory: string): SetupError {
  return new SetupError({
    code: "cluster_unreachable",
    what: `The user that PostgreSQL runs as cannot enter ${directory}.`,
    why: "Started by root, PostgreSQL runs as another user, and one of the directories above is closed to it.",
    next: "Open it (chmod o+x), move the project, or start Winnow as an ordinary user. Nothing was touched.",
  });
}

export function rememberInitialized(dataDirectory: string): void {
  const record = readRecord(dataDirectory);
  writeRecord(dataDirectory, { ...record!, initialized: true });
}

/** The URL of a server listening on a socket in `socketDirectory`. */
export function socketUrl(password: string, socketDirectory: string, database: string): string {
  return `postgres://winnow:${password}@localhost/${database}?host=${encodeURIComponent(socketDirectory)}`;
}

function found(dataDirectory: string): HomeRecord {
  const account = serverAccount(join(dataDirectory, "postgres"));
  // The server's account must pass through; what is private in here has modes of its own.
  if (account) chmodSync(dataDirectory, 0o711);
  const reachable = account === null || canEnter(account, dataDirectory);
  const elsewhere = reachable ? null : join(systemDirectory, randomBytes(8).toString("hex"));
  if (elsewhere) mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
  const record = { directory: elsewhere, password: randomBytes(24).toString("hex"), initialized: false };
  writeRecord(dataDirectory, record);
  return record;
}

function readRecord(dataDirectory: string): HomeRecord | null {
  const path = join(dataDirectory, "postgres.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as HomeRecord) : null;
}

function writeRecord(dataDirectory: string, record: HomeRecord): void {
  writePrivateFile(join(dataDirectory, "postgres.json"), `${JSON.stringify(record, null, 2)}\n`);
}
