import { packBlocks, unpackBlocks } from "@/lib/learning/binary-layout";
import type { SparseMatrix } from "@/lib/learning/linear-algebra/sparse-matrix";
import { stackSparse } from "@/lib/learning/linear-algebra/stack-sparse";
import type { BlobStore } from "@/lib/storage/blob-store";

/** Stores consecutive rows of term weights, cut as the embeddings are; returns the blob's key. */
export async function writeSparseShard(blobs: BlobStore, rows: SparseMatrix): Promise<string> {
  const { columns, starts, indices, values } = rows;
  return blobs.put(packBlocks({ columns }, [starts, indices, values]));
}

/** Reads shards back into one matrix. Throws a RangeError when they do not add up to `rowCount` rows. */
export async function readSparseShards(
  blobs: BlobStore,
  shardKeys: readonly string[],
  rowCount: number,
): Promise<SparseMatrix> {
  const shards: SparseMatrix[] = [];
  for (const key of shardKeys) shards.push(await readSparseShard(blobs, key));
  const whole = stackSparse(shards);
  if (whole.rows !== rowCount) {
    throw new RangeError(`The stored term weights are of ${whole.rows} rows, not of ${rowCount}.`);
  }
  return whole;
}

async function readSparseShard(blobs: BlobStore, key: string): Promise<SparseMatrix> {
  const { header, blocks } = unpackBlocks<{ columns: number }>(await blobs.get(key));
  const [starts, indices, values] = blocks as [Int32Array, Int32Array, Float32Array];
  return { rows: starts.length - 1, columns: header.columns, starts, indices, values };
}
