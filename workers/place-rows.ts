import { readGraph } from "@/lib/encodings/graph-blob";
import { storeLayout } from "@/lib/encodings/layout-blob";
import { readShards } from "@/lib/encodings/shards";
import { neighbourLayout } from "@/lib/learning/layout/neighbour-layout";
import { createRandom } from "@/lib/learning/random";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { LayoutRequest } from "./model-thread-protocol";

/** Places stored embeddings on the map and stores their places; returns the key. */
export async function placeRows(
  blobs: BlobStore,
  { embeddings: { shardBlobs, rowCount, dimensions }, graphBlob, seed }: LayoutRequest,
): Promise<string> {
  const embeddings = await readShards(blobs, shardBlobs, rowCount, dimensions);
  const graph = graphBlob === null ? null : await readGraph(blobs, graphBlob);
  return storeLayout(blobs, neighbourLayout(embeddings, graph, createRandom(seed, "layout")));
}
