import { packBlocks, unpackBlocks } from "@/lib/learning/binary-layout";
import type { HoldoutPredictions } from "@/lib/learning/evaluation/holdout-predictions";
import { matrix } from "@/lib/learning/matrix";
import type { BlobStore } from "@/lib/storage/blob-store";

/** Stores rows and probabilities; returns the blob's key. */
export async function storeHoldoutPredictions(
  blobs: BlobStore,
  { rows, probabilities }: HoldoutPredictions,
): Promise<string> {
  return blobs.put(packBlocks({ classCount: probabilities.columns }, [rows, probabilities.data]));
}

/** The inverse. */
export async function readHoldoutPredictions(blobs: BlobStore, key: string): Promise<HoldoutPredictions> {
  const { header, blocks } = unpackBlocks<{ classCount: number }>(await blobs.get(key));
  const [rows, data] = blocks as [Int32Array, Float32Array];
  return { rows, probabilities: matrix(rows.length, header.classCount, data) };
}
