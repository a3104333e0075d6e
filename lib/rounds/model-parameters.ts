import type { ModelState } from "@/lib/learning/learners/learner";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { ModelVersion } from "./read-round-facts";

/** Stores the parameters as little-endian float32; returns the blob's key. */
export async function storeModel(blobs: BlobStore, { parameters }: ModelState): Promise<string> {
  return blobs.put(Buffer.from(parameters.buffer, parameters.byteOffset, parameters.byteLength));
}

/** The inverse, for a model version whose embeddings have `dimensions` columns. */
export async function readModel(
  blobs: BlobStore,
  version: ModelVersion & { dimensions: number },
): Promise<ModelState> {
  const bytes = await blobs.get(version.parametersBlob);
  // A copy: a blob's buffer need not start at a multiple of four bytes.
  const parameters = new Float32Array(new Uint8Array(bytes).buffer);
  const { learner, dimensions, temperature, chosen } = version;
  const classCount = version.labelClassIds.length;
  const memory = { heldOut: null, scores: null };
  return { learner, dimensions, classCount, parameters, temperature, chosen, parts: [], ...memory };
}
