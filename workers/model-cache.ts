import type { ModelState } from "@/lib/learning/learners/learner";
import { readModel } from "@/lib/rounds/model-parameters";
import type { ModelVersion } from "@/lib/rounds/read-round-facts";
import type { BlobStore } from "@/lib/storage/blob-store";

/** Models kept in memory: those that the rounds of a few projects evaluate again. */
const capacity = 500;

export interface ModelCache {
  /** The model of a version whose embeddings have `dimensions` columns. */
  get(version: ModelVersion, dimensions: number): Promise<ModelState>;
}

/** Keeps recent models, so that a round does not read each of them anew. */
export function createModelCache(blobs: BlobStore): ModelCache {
  const kept = new Map<string, ModelState>();
  return {
    async get(version, dimensions) {
      const model = kept.get(version.id) ?? (await readModel(blobs, { ...version, dimensions }));
      kept.delete(version.id);
      kept.set(version.id, model);
      for (const oldest of kept.keys()) {
        if (kept.size <= capacity) break;
        kept.delete(oldest);
      }
      return model;
    },
  };
}
