import { parentPort, workerData } from "node:worker_threads";
import { createDb } from "@/db/client";
import { createKernels } from "@/lib/onnx/kernels";
import { createFolderStore } from "@/lib/storage/folder-store";
import { createNetworks } from "@/lib/tensorflow/networks";
import type { ModelThreadSettings, ThreadMessage, ThreadRequest } from "./model-thread-protocol";
import { createModelWork } from "./model-work";

const settings = workerData as ModelThreadSettings;
const { db } = createDb(settings.databaseUrl, { maxConnections: 2, statementTimeoutMs: 0 });
const work = createModelWork({
  db,
  blobs: createFolderStore(settings.blobsDirectory),
  engine: { kernels: createKernels({ threads: settings.kernelThreads }), networks: createNetworks() },
});

parentPort!.on("message", async ({ id, request }: { id: number; request: ThreadRequest }) => {
  const post = (message: ThreadMessage) => parentPort!.postMessage(message);
  try {
    const reply = await work(request, (share, doing) => post({ id, type: "progress", share, doing }));
    post({ id, type: "done", reply });
  } catch (error) {
    post({ id, type: "failed", error: error instanceof Error ? error : new Error(String(error)) });
  }
});
