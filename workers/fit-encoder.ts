import type { Db } from "@/db/client";
import type { ContentSource, Encoder, FittedEncoder } from "@/lib/learning/encoders/encoder";
import type { Kernels } from "@/lib/learning/kernels";
import { createRandom } from "@/lib/learning/random";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { ProgressListener } from "./model-thread-client";

/** What the work on encoders is done with. */
export interface ModelTools {
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly kernels: Kernels;
}

/** Share of the progress of an encoding that fitting takes; encoding the rows takes the rest. */
export const fitShare = 0.7;

/** Fits an encoder on a project's pool: the same whatever the fit is for. */
export function fitEncoder<Content>(
  encoder: Encoder<Content>,
  source: ContentSource<Content>,
  { seed }: { readonly seed: number },
  kernels: Kernels,
  onProgress: ProgressListener,
): Promise<FittedEncoder<Content>> {
  return encoder.fit(source, { kernels, random: createRandom(seed, "encoder"), onProgress });
}
