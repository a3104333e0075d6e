import { randomUUID } from "node:crypto";
import { constants, hostname, setPriority } from "node:os";
import { join } from "node:path";
import { createDb } from "@/db/client";
import { loadConfig } from "@/lib/config";
import { newId } from "@/lib/ids";
import { createLog } from "@/lib/log";
import { createDerivedFiles } from "@/lib/storage/derived-files";
import { createFolderStore } from "@/lib/storage/folder-store";
import { createCandidateWriter } from "./candidate-writer";
import { createModelThread } from "./model-thread-client";
import type { ModelThreadSettings } from "./model-thread-protocol";
import { followIn } from "./presence";
import { startWorker } from "./start-worker";

/** A grid is confirmed more slowly than this. */
const candidatesWaitMs = 2_000;

// Who waits for a sample or an answer comes first where cores are few.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const config = loadConfig();
const log = createLog("worker", config.logLevel);
const databaseUrl = config.databaseUrl;
if (!databaseUrl)
  throw new Error("A worker needs DATABASE_URL; `winnow start` sets it for the worker it runs.");

const { db, pool, close } = createDb(databaseUrl, {
  maxConnections: 18,
  statementTimeoutMs: 0,
  lockTimeoutMs: 0,
  idleInTransactionTimeoutMs: 60_000,
  applicationName: "winnow worker",
  onConnectionError: (error) => log.warn({ error }, "a database connection broke"),
});
const blobsDirectory = join(config.dataDirectory, "blobs");
const settings: ModelThreadSettings = { databaseUrl, blobsDirectory, kernelThreads: 2 };
const threadScript = new URL("./model-thread.mjs", import.meta.url);
const threads = {
  encode: createModelThread(threadScript, settings),
  graph: createModelThread(threadScript, settings),
  round: createModelThread(threadScript, settings),
  outlook: createModelThread(threadScript, settings),
  // They compute for a minute or more, and rounds go on meanwhile.
  random: createModelThread(threadScript, { ...settings, kernelThreads: 1 }),
  simulate: createModelThread(threadScript, { ...settings, kernelThreads: 1 }),
};

const classCandidates = createCandidateWriter({ db, log }, candidatesWaitMs);

// Of the supervisor's workers, one after the other; one that is started by hand follows nobody.
const line = process.argv[2] ?? randomUUID();
const workerId = `${hostname()}-${process.pid}-${line}`;
await followIn(db, line);
const worker = await startWorker(
  {
    workerId,
    db,
    blobs: createFolderStore(blobsDirectory),
    previews: createDerivedFiles({ directory: join(config.dataDirectory, "previews"), atOnce: 1 }),
    uploadsDirectory: join(config.dataDirectory, "uploads"),
    rootDirectory: config.rootDirectory,
    log,
    classCandidates,
    newId: () => newId(),
    threads,
  },
  pool,
);
log.info({ workerId }, "worker ready");

let isStopping = false;

/** Hands unfinished jobs back, so that the next worker starts them at once. */
async function stop(reason: string): Promise<void> {
  log.info({ workerId, reason }, "worker stopping");
  await worker.stop();
  await classCandidates.flush();
  const all = Object.values(threads);
  await Promise.all(all.filter((thread) => !thread.isBusy()).map((thread) => thread.close()));
  await close();
  end(0);
}

/** A thread inside native code would abort a process that exits. */
function end(code: number): void {
  if (Object.values(threads).some((thread) => thread.isBusy())) process.kill(process.pid, "SIGKILL");
  else process.exit(code);
}

function stopOnce(reason: string): void {
  if (isStopping) return;
  isStopping = true;
  stop(reason).catch((error: unknown) => {
    log.error({ error }, "the worker did not stop cleanly");
    end(1);
  });
}

process.on("SIGTERM", () => stopOnce("SIGTERM"));
process.on("SIGINT", () => stopOnce("SIGINT"));
