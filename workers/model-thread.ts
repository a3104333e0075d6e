import { parentPort, workerData } from "node:worker_threads";
import { createDb } from "@/db/client";
import { createKernels } from "@/lib/onnx/kernels";
import { createFolderStore } from "@/lib/storage/folder-store";
import { createNetworks } from "@/lib/tensorflow/networks";
import { buildGraph } from "./build-graph";
import { encodePool } from "./encode-pool";
import { createModelCache } from "./model-cache";
import type { ModelThreadSettings, ThreadMessage, ThreadRequest } from "./model-thread-protocol";
import { createPoolCache } from "./pool-cache";
import { trainAndChoose } from "./train-and-choose";

const settings = workerData as ModelThreadSettings;
const { db } = createDb(settings.databaseUrl, { maxConnections: 2, statementTimeoutMs: 0 });
const blobs = createFolderStore(settings.blobsDirectory);
const kernels = createKernels({ threads: settings.kernelThreads });
const engine = { kernels, networks: createNetworks() };
const pools = createPoolCache(blobs);
const models = createModelCache(blobs);

function handle(request: ThreadRequest, onProgress: (share: number, doing: string) => void) {
  if (request.kind === "encode") return encodePool({ db, blobs, kernels }, request, onProgress);
  if (request.kind === "graph") return buildGraph({ blobs, kernels }, request);
  return trainAndChoose({ blobs, pools, models, engine }, request);
}

parentPort!.on("message", async ({ id, request }: { id: number; request: ThreadRequest }) => {
  const post = (message: ThreadMessage) => parentPort!.postMessage(message);
  try {
    const reply = await handle(request, (share, doing) => post({ id, type: "progress", share, doing }));
    post({ id, type: "done", reply });
  } catch (error) {
    post({ id, type: "failed", error: error instanceof Error ? error : new Error(String(error)) });
  }
});
