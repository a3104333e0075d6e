import { storeGraph } from "@/lib/encodings/graph-blob";
import { readShards } from "@/lib/encodings/shards";
import { buildNeighbourGraph } from "@/lib/learning/graph/build-graph";
import type { Kernels } from "@/lib/learning/kernels";
import { createRandom } from "@/lib/learning/random";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { GraphRequest } from "./model-thread-protocol";

/** Builds the neighbour graph of stored embeddings and stores it; returns its key, or null when there is none. */
export async function buildGraph(
  { blobs, kernels }: { blobs: BlobStore; kernels: Kernels },
  { embeddings: { shardBlobs, rowCount, dimensions }, seed }: GraphRequest,
): Promise<string | null> {
  const embeddings = await readShards(blobs, shardBlobs, rowCount, dimensions);
  const graph = await buildNeighbourGraph(embeddings, kernels, createRandom(seed, "graph"));
  return graph && (await storeGraph(blobs, graph));
}
