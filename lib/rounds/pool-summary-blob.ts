import { packBlocks, unpackBlocks } from "@/lib/learning/binary-layout";
import type { PredictionSummary } from "@/lib/learning/prediction-summary";
import type { BlobStore } from "@/lib/storage/blob-store";

/** What a model takes every row of the pool for. */
export type PoolSummary = Pick<PredictionSummary, "classes" | "top" | "margin">;

/** Stores it; returns the blob's key. */
export async function storePoolSummary(
  blobs: BlobStore,
  { classes, top, margin }: PoolSummary,
): Promise<string> {
  return blobs.put(packBlocks({}, [classes, top, margin]));
}

/** The inverse. */
export async function readPoolSummary(blobs: BlobStore, key: string): Promise<PoolSummary> {
  const [classes, top, margin] = unpackBlocks(await blobs.get(key)).blocks as [
    Int32Array,
    Float32Array,
    Float32Array,
  ];
  return { classes, top, margin };
}
