import { type Matrix, matrix } from "@/lib/learning/matrix";
import type { BlobStore } from "@/lib/storage/blob-store";

/** Rows of embeddings in one blob; the last that an encoding wrote may have fewer. */
export const shardRows = 16_384;

/** Stores consecutive rows as little-endian float32; returns the blob's key. */
export async function writeShard(blobs: BlobStore, rows: Matrix): Promise<string> {
  const { buffer, byteOffset, byteLength } = rows.data;
  return blobs.put(Buffer.from(buffer, byteOffset, byteLength));
}

/**
 * Reads shards back into one matrix, rowCount × dimensions.
 * Throws a RangeError when they do not add up to exactly that.
 */
export async function readShards(
  blobs: BlobStore,
  shardKeys: readonly string[],
  rowCount: number,
  dimensions: number,
): Promise<Matrix> {
  const embeddings = matrix(rowCount, dimensions);
  const bytes = new Uint8Array(embeddings.data.buffer);
  let offset = 0;
  for (const key of shardKeys) {
    const shard = await blobs.get(key);
    if (offset + shard.byteLength > bytes.byteLength) throw disagreement(rowCount, dimensions);
    bytes.set(shard, offset);
    offset += shard.byteLength;
  }
  if (offset !== bytes.byteLength) throw disagreement(rowCount, dimensions);
  return embeddings;
}

function disagreement(rowCount: number, dimensions: number): RangeError {
  return new RangeError(`The stored embeddings are not ${rowCount} rows of ${dimensions} numbers.`);
}
