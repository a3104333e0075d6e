import type { Db } from "@/db/client";
import type { FinishedEncoding } from "@/lib/encodings/finish-encoding";
import type { ContentSource, Encoder } from "@/lib/learning/encoders/encoder";
import { findEncoder } from "@/lib/learning/encoders/registry";
import type { Kernels } from "@/lib/learning/kernels";
import { createRandom } from "@/lib/learning/random";
import { readImages, readTexts } from "@/lib/samples/read-content";
import type { BlobStore } from "@/lib/storage/blob-store";
import { encodeRows } from "./encode-rows";
import type { EncodedSoFar, EncodeRequest } from "./model-thread-protocol";

const batchSize = 2_048;
/** Share of the progress bar that fitting takes; encoding takes the rest. */
const fitShare = 0.7;

interface Tools {
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly kernels: Kernels;
}

type OnProgress = (share: number, doing: string) => void;
/** The pool from a row on. */
type ContentFrom<Content> = (row: number) => AsyncIterable<readonly Content[]>;

/**
 * Fits the encoder on the project's pool and encodes rows 0..rowCount-1; or, with an encoder that was fitted
 * before, encodes only the rows that it has not seen. Stores encoder and embeddings.
 */
export function encodePool(
  tools: Tools,
  request: EncodeRequest,
  onProgress: OnProgress,
): Promise<FinishedEncoding> {
  const { db, blobs } = tools;
  const { projectId, modality, encoder } = request;
  if (modality === "text") {
    const texts = (row: number) => readTexts(db, projectId, batchSize, row);
    return encodeContents(tools, request, findEncoder("text", encoder), texts, onProgress);
  }
  const images = (row: number) => readImages(db, blobs, projectId, batchSize, row);
  return encodeContents(tools, request, findEncoder("image", encoder), images, onProgress);
}

async function encodeContents<Content>(
  tools: Tools,
  request: EncodeRequest,
  encoder: Encoder<Content>,
  contentFrom: ContentFrom<Content>,
  onProgress: OnProgress,
): Promise<FinishedEncoding> {
  const { blobs, kernels } = tools;
  const { encodedSoFar, rowCount } = request;
  const first = encodedSoFar?.rowCount ?? 0;
  const source = () => firstRows(contentFrom(first), rowCount - first);
  const fitted = encodedSoFar
    ? encoder.deserialize(await blobs.get(encodedSoFar.encoderBlob), kernels)
    : await fitEncoder(tools, request, encoder, source, onProgress);
  const begun = encodedSoFar ? 0 : fitShare;
  const shards = await encodeRows(blobs, fitted, source(), (rows) =>
    onProgress(begun + (1 - begun) * (rows / (rowCount - first)), "encoding the pool"),
  );
  return {
    dimensions: fitted.dimensions,
    encoderBlob: encodedSoFar?.encoderBlob ?? (await blobs.put(fitted.serialize())),
    ...(encodedSoFar ? joined(encodedSoFar, shards) : shards),
  };
}

function fitEncoder<Content>(
  { kernels }: Tools,
  { seed }: EncodeRequest,
  encoder: Encoder<Content>,
  source: ContentSource<Content>,
  onProgress: OnProgress,
) {
  return encoder.fit(source, {
    kernels,
    random: createRandom(seed, "encoder"),
    onProgress: (share, doing) => onProgress(share * fitShare, doing),
  });
}

type Shards = Pick<FinishedEncoding, "shardBlobs" | "sparseShardBlobs">;

/** Term weights are of the whole pool or absent. */
function joined(before: EncodedSoFar, added: Shards): Shards {
  return {
    shardBlobs: [...before.shardBlobs, ...added.shardBlobs],
    sparseShardBlobs:
      before.sparseShardBlobs && added.sparseShardBlobs
        ? [...before.sparseShardBlobs, ...added.sparseShardBlobs]
        : null,
  };
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
