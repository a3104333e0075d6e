import { packBlocks, unpackBlocks } from "@/lib/learning/binary-layout";
import type { NeighbourGraph } from "@/lib/learning/graph/neighbour-graph";
import type { BlobStore } from "@/lib/storage/blob-store";

/** Stores neighbours (int32) and similarities (float32); returns the blob's key. */
export async function storeGraph(blobs: BlobStore, graph: NeighbourGraph): Promise<string> {
  const { rows, k, neighbours, similarities } = graph;
  return blobs.put(packBlocks({ rows, k }, [neighbours, similarities]));
}

/** The inverse. */
export async function readGraph(blobs: BlobStore, key: string): Promise<NeighbourGraph> {
  const { header, blocks } = unpackBlocks<{ rows: number; k: number }>(await blobs.get(key));
  const [neighbours, similarities] = blocks as [Int32Array, Float32Array];
  return { ...header, neighbours, similarities };
}
