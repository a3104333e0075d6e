import type { Db } from "@/db/client";
import type { Engine } from "@/lib/learning/round";
import type { BlobStore } from "@/lib/storage/blob-store";
import { buildGraph } from "./build-graph";
import { compareEncoders } from "./compare-encoders";
import { encodePool } from "./encode-pool";
import { lookAhead } from "./look-ahead";
import { measureRandom } from "./measure-random";
import { createModelCache } from "./model-cache";
import type { ProgressListener } from "./model-thread-client";
import type { ReplyOf, ThreadRequest } from "./model-thread-protocol";
import { placeRows } from "./place-rows";
import { createPoolCache } from "./pool-cache";
import { runSimulation } from "./run-simulation";
import { trainAndChoose } from "./train-and-choose";

type Work = (request: ThreadRequest, onProgress: ProgressListener) => Promise<ReplyOf[keyof ReplyOf]>;

/** What a model thread does with a request; it keeps pools and models between requests. */
export function createModelWork(tools: { db: Db; blobs: BlobStore; engine: Engine }): Work {
  const { db, blobs, engine } = tools;
  const { kernels } = engine;
  const pools = createPoolCache(blobs);
  const models = createModelCache(blobs);
  return (request, onProgress) => {
    if (request.kind === "encode") return encodePool({ db, blobs, kernels }, request, onProgress);
    if (request.kind === "compare") return compareEncoders({ db, blobs, kernels }, request, onProgress);
    if (request.kind === "graph") return buildGraph({ blobs, kernels }, request);
    if (request.kind === "layout") return placeRows(blobs, request);
    if (request.kind === "outlook") return lookAhead({ blobs, models }, request);
    if (request.kind === "random") return measureRandom({ pools, models, engine }, request, onProgress);
    if (request.kind === "simulate") return runSimulation({ db, blobs, pools, engine }, request);
    return trainAndChoose({ blobs, pools, models, engine }, request);
  };
}
