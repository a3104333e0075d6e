import { randomBytes } from "node:crypto";
import { createDb } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { issueSetupLink } from "@/lib/access/issue-setup-link";
import type { Config } from "@/lib/config";
import { SetupError } from "@/lib/errors";
import { buildWeb } from "./build-web";
import { type Claim, claimDataDirectory, describe } from "./claim-data-directory";
import { ensurePortIsFree } from "./ensure-port-is-free";
import { type HeldLines, holdLines } from "./hold-lines";
import { makeDataDirectory } from "./make-data-directory";
import { startPostgres } from "./postgres/start-postgres";
import { type Product, startProduct } from "./product";
import { listenForStop, type StopRequest } from "./stop-request";
import { waitForDatabase } from "./wait-for-database";
import { waitUntilHealthy } from "./wait-until-healthy";

type Say = (line: string) => void;

/** A database that ends by itself fails the whole; one of somebody else's never `ended` for us. */
interface RunningDatabase {
  readonly url: string;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** How long the processes of a killed supervisor may hold its port. */
const portPatienceMs = 5_000;
const databasePatienceMs = 60_000;
/** How much later than the lines of web and worker the end of the database may be noticed. */
const lineDelayMs = 500;

/**
 * Runs Winnow until it is asked to stop: claim the data directory, build, database, migrations, web and
 * worker. Whatever was begun is ended in the opposite order, PostgreSQL last.
 */
export async function runSupervisor(config: Config, say: Say): Promise<void> {
  const stop = listenForStop();
  const undo: (() => Promise<void> | void)[] = [];
  try {
    makeDataDirectory(config.dataDirectory);
    const claim = await claimDataDirectory(config.dataDirectory, "start", config.publicUrl);
    undo.push(claim.release);
    await ensurePortIsFree(config.host, config.port, claim.recovered ? portPatienceMs : 0);
    await buildWeb(config.rootDirectory, stop.signal);

    const database = await openDatabase(config, stop, say);
    undo.push(database.stop);
    stop.signal.throwIfAborted();
    await migrateDatabase(database.url);

    const lines = holdLines(say, lineDelayMs);
    undo.push(lines.flush);
    const product = launch(config, database, claim, lines);
    undo.push(product.stop);
    const databaseFailed = database.ended.then(() => {
      lines.drop();
      failAsDatabaseEnded();
    });
    await untilReady(config, product, databaseFailed, stop);
    say(await readyLine(config, database.url));
    await Promise.race([stop.made, databaseFailed]);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

async function openDatabase(config: Config, stop: StopRequest, say: Say): Promise<RunningDatabase> {
  if (config.databaseUrl === undefined) {
    const server = await startPostgres(config.dataDirectory);
    if (server.directory !== config.dataDirectory) {
      say(`The database is in ${server.directory}: PostgreSQL's user cannot enter ${config.dataDirectory}.`);
    }
    return server;
  }
  await waitForDatabase(config.databaseUrl, databasePatienceMs, stop.signal, say);
  return { url: config.databaseUrl, ended: new Promise(() => {}), stop: async () => {} };
}

function launch(config: Config, database: RunningDatabase, claim: Claim, lines: HeldLines): Product {
  const remember = () => claim.update({ databaseUrl: database.url, children: product.pids().map(describe) });
  const product = startProduct({ config, databaseUrl: database.url, onStart: remember, say: lines.show });
  return product;
}

async function untilReady(
  config: Config,
  product: Product,
  databaseFailed: Promise<void>,
  stop: StopRequest,
): Promise<void> {
  const webEnded = product.web.firstEnd.then((how) => {
    throw new SetupError({
      code: "web_did_not_start",
      what: `The web process ${how} before it was ready; the lines above say why.`,
      next: "Its full log is logs/web.log in the data directory.",
    });
  });
  await Promise.race([
    waitUntilHealthy(`http://${reachableHost(config.host)}:${config.port}/api/health`, stop.signal),
    webEnded,
    databaseFailed,
  ]);
  webEnded.catch(() => {});
}

async function readyLine(config: Config, databaseUrl: string): Promise<string> {
  const database = createDb(databaseUrl, { maxConnections: 1 });
  try {
    const token = randomBytes(32).toString("base64url");
    const link = await issueSetupLink(database.db, { token, baseUrl: config.publicUrl });
    const ready = `Winnow is ready at ${config.publicUrl}`;
    return link ? `${ready} - make the owner's account (works once, for 24 hours): ${link}` : ready;
  } finally {
    await database.close();
  }
}

function failAsDatabaseEnded(): never {
  throw new SetupError({
    code: "database_ended",
    what: "The embedded PostgreSQL ended unasked, so Winnow stops.",
    next: "Start it again: PostgreSQL recovers what was committed. logs/postgres.log in the data directory says why.",
  });
}

/** The address to ask from this machine when listening on all of them. */
function reachableHost(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  return host.includes(":") ? `[${host === "::" ? "::1" : host}]` : host;
}
