import type { FinishedEncoding } from "@/lib/encodings/finish-encoding";
import { findById } from "@/lib/learning/find-by-id";
import { encodeRows } from "./encode-rows";
import { fitEncoder, fitShare, type ModelTools } from "./fit-encoder";
import type { ProgressListener } from "./model-thread-client";
import type { EncodedSoFar, EncodeRequest } from "./model-thread-protocol";
import { withContents } from "./pool-contents";

/**
 * Fits the encoder on the project's pool and encodes rows 0..rowCount-1; or, with an encoder that was fitted before,
 * encodes only the rows that it has not encoded yet. Stores encoder and embeddings.
 */
export function encodePool(
  tools: ModelTools,
  request: EncodeRequest,
  onProgress: ProgressListener,
): Promise<FinishedEncoding> {
  const { blobs, kernels } = tools;
  const { encodedSoFar, rowCount } = request;
  const first = encodedSoFar?.rowCount ?? 0;
  const begun = first > 0 ? 0 : fitShare;
  return withContents(tools, request, async ({ encoders, between }) => {
    const encoder = findById("encoder", encoders, request.encoder);
    const fitted = encodedSoFar
      ? encoder.deserialize(await blobs.get(encodedSoFar.encoderBlob), kernels)
      : await fitEncoder(
          encoder,
          () => between(0, rowCount),
          request,
          kernels,
          (share, doing) => onProgress(share * fitShare, doing),
        );
    const shards = await encodeRows(blobs, fitted, between(first, rowCount), (rows) =>
      onProgress(begun + (1 - begun) * (rows / (rowCount - first)), "encode-pool"),
    );
    return {
      dimensions: fitted.dimensions,
      encoderBlob: encodedSoFar?.encoderBlob ?? (await blobs.put(fitted.serialize())),
      ...(encodedSoFar ? joined(encodedSoFar, shards) : shards),
    };
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
