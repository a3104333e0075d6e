import { packBlocks, unpackBlocks } from "@/lib/learning/binary-layout";
import type { PoolSummary } from "@/lib/learning/pool-summary";
import type { BlobStore } from "@/lib/storage/blob-store";

interface Header {
  readonly sets?: PoolSummary["sets"];
}

/** Stores what a model takes the pool for; returns the blob's key. */
export async function storePoolSummary(
  blobs: BlobStore,
  { classes, sets, margin }: PoolSummary,
): Promise<string> {
  const header: Header = { sets };
  return blobs.put(packBlocks(header, [classes, margin]));
}

/** The inverse. Summaries of versions before this had a third array, and none had sets. */
export async function readPoolSummary(blobs: BlobStore, key: string): Promise<PoolSummary> {
  const { header, blocks } = unpackBlocks<Header>(await blobs.get(key));
  return {
    classes: blocks[0] as Int32Array,
    margin: blocks.at(-1) as Float32Array,
    sets: header.sets ?? null,
  };
}
