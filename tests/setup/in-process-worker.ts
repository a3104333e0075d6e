import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { createDb, type Db } from "@/db/client";
import { newId } from "@/lib/ids";
import { createLog } from "@/lib/log";
import { createKernels } from "@/lib/onnx/kernels";
import { createDerivedFiles } from "@/lib/storage/derived-files";
import { createFolderStore } from "@/lib/storage/folder-store";
import { createCandidateWriter } from "@/workers/candidate-writer";
import type { WorkerContext } from "@/workers/context";
import type { ModelThread } from "@/workers/model-thread-client";
import { createModelWork } from "@/workers/model-work";
import { type RunningWorker, startWorker } from "@/workers/start-worker";
import type { TestDatabase } from "./test-database";

/** What job handlers are given, with the model threads' work done in this process; for one test file. */
export function createInProcessWorker(db: Db): WorkerContext {
  const directory = mkdtempSync(join(tmpdir(), "winnow-worker-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const blobs = createFolderStore(join(directory, "blobs"));
  const work = createModelWork({ db, blobs, engine: { kernels: createKernels(), networks: null } });
  const thread: ModelThread = {
    call: async (request, onProgress = () => {}) => (await work(request, onProgress)) as never,
    isBusy: () => false,
    close: async () => {},
  };
  const log = createLog("test", "silent");
  return {
    workerId: "in-process",
    db,
    blobs,
    previews: createDerivedFiles({ directory: join(directory, "previews"), atOnce: 1 }),
    uploadsDirectory: join(directory, "uploads"),
    rootDirectory: process.cwd(),
    log,
    classCandidates: createCandidateWriter({ db, log }, 2_000),
    newId: () => newId(),
    threads: {
      encode: thread,
      graph: thread,
      round: thread,
      outlook: thread,
      random: thread,
      simulate: thread,
    },
  };
}

/** The same, doing its jobs from the first test of the file to the last. */
export function runInProcessWorker({ db, url }: TestDatabase): WorkerContext {
  const context = createInProcessWorker(db);
  const workerDb = createDb(url, { applicationName: "winnow test worker", maxConnections: 18 });
  let worker: RunningWorker;
  beforeAll(async () => {
    worker = await startWorker(context, workerDb.pool);
  });
  afterAll(async () => {
    await worker.stop();
    await workerDb.close();
  });
  return context;
}
