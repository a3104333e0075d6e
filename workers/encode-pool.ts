import type { Db } from "@/db/client";
import type { FinishedEncoding } from "@/lib/encodings/finish-encoding";
import { shardRows, writeShard } from "@/lib/encodings/shards";
import type { ContentSource, Encoder } from "@/lib/learning/encoders/encoder";
import { findEncoder } from "@/lib/learning/encoders/registry";
import type { Kernels } from "@/lib/learning/kernels";
import { matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { readImages, readTexts } from "@/lib/samples/read-content";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { EncodeRequest } from "./model-thread-protocol";

const batchSize = 2_048;
/** Share of the progress bar that fitting takes; encoding takes the rest. */
const fitShare = 0.7;

interface Tools {
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly kernels: Kernels;
}

/** Fits the encoder on the project's pool, encodes rows 0..rowCount-1 and stores both. */
export function encodePool(
  tools: Tools,
  request: EncodeRequest,
  onProgress: (share: number, doing: string) => void,
): Promise<FinishedEncoding> {
  const { db, blobs } = tools;
  if (request.modality === "text") {
    const texts = () => readTexts(db, request.projectId, batchSize);
    return fitAndEncode(tools, request, findEncoder("text", request.encoder), texts, onProgress);
  }
  const images = () => readImages(db, blobs, request.projectId, batchSize);
  return fitAndEncode(tools, request, findEncoder("image", request.encoder), images, onProgress);
}

async function fitAndEncode<Content>(
  { blobs, kernels }: Tools,
  { rowCount, seed }: EncodeRequest,
  encoder: Encoder<Content>,
  pool: ContentSource<Content>,
  onProgress: (share: number, doing: string) => void,
): Promise<FinishedEncoding> {
  const source = () => firstRows(pool(), rowCount);
  const fitted = await encoder.fit(source, {
    kernels,
    random: createRandom(seed, "encoder"),
    onProgress: (share, doing) => onProgress(share * fitShare, doing),
  });
  const { dimensions } = fitted;
  const shardBlobs: string[] = [];
  let shard = matrix(Math.min(shardRows, rowCount), dimensions);
  let filled = 0;
  let encoded = 0;
  for await (const contents of source()) {
    const rows = await fitted.encode(contents);
    for (let i = 0; i < rows.rows; i++) {
      shard.data.set(rows.data.subarray(i * dimensions, (i + 1) * dimensions), filled * dimensions);
      filled += 1;
      encoded += 1;
      if (filled < shard.rows) continue;
      shardBlobs.push(await writeShard(blobs, shard));
      shard = matrix(Math.min(shardRows, rowCount - encoded), dimensions);
      filled = 0;
    }
    onProgress(fitShare + (1 - fitShare) * (encoded / rowCount), "encoding the pool");
  }
  return { dimensions, encoderBlob: await blobs.put(Buffer.from(fitted.serialize())), shardBlobs };
}

/** Rows that were imported after the encoding began belong to the next one. */
async function* firstRows<Content>(batches: AsyncIterable<readonly Content[]>, rowCount: number) {
  let left = rowCount;
  for await (const batch of batches) {
    if (left <= 0) return;
    yield batch.slice(0, left);
    left -= batch.length;
  }
}
