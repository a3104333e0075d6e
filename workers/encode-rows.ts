import type { FinishedEncoding } from "@/lib/encodings/finish-encoding";
import { shardRows, writeShard } from "@/lib/encodings/shards";
import { writeSparseShard } from "@/lib/encodings/sparse-shards";
import type { FittedEncoder } from "@/lib/learning/encoders/encoder";
import type { SparseMatrix } from "@/lib/learning/linear-algebra/sparse-matrix";
import { stackSparse } from "@/lib/learning/linear-algebra/stack-sparse";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import type { BlobStore } from "@/lib/storage/blob-store";

/** Encodes the batches and stores shards of about `shardRows` rows; tells after each batch how many rows are done. */
export async function encodeRows<Content>(
  blobs: BlobStore,
  encoder: FittedEncoder<Content>,
  batches: AsyncIterable<readonly Content[]>,
  onRows: (rows: number) => void,
): Promise<Pick<FinishedEncoding, "shardBlobs" | "sparseShardBlobs">> {
  const shardBlobs: string[] = [];
  const sparseShardBlobs: string[] = [];
  let [dense, sparse, held, encoded] = [[] as Matrix[], [] as SparseMatrix[], 0, 0];
  const flush = async () => {
    if (held === 0) return;
    shardBlobs.push(await writeShard(blobs, stack(dense)));
    if (sparse.length > 0) sparseShardBlobs.push(await writeSparseShard(blobs, stackSparse(sparse)));
    [dense, sparse, held] = [[], [], 0];
  };
  for await (const contents of batches) {
    dense.push(await encoder.encode(contents));
    if (encoder.encodeSparse) sparse.push(encoder.encodeSparse(contents));
    held += contents.length;
    encoded += contents.length;
    if (held >= shardRows) await flush();
    onRows(encoded);
  }
  await flush();
  return { shardBlobs, sparseShardBlobs: encoder.encodeSparse && sparseShardBlobs };
}

/** The rows of all parts, one below the other. */
function stack(parts: readonly Matrix[]): Matrix {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const whole = matrix(rows, parts[0]!.columns);
  let offset = 0;
  for (const { data } of parts) {
    whole.data.set(data, offset);
    offset += data.length;
  }
  return whole;
}
