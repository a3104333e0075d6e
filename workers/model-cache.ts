import type { HoldoutPredictions } from "@/lib/learning/evaluation/holdout-predictions";
import type { ModelState } from "@/lib/learning/learners/learner";
import { readHoldoutPredictions } from "@/lib/rounds/holdout-predictions-blob";
import { readModel, storedPart } from "@/lib/rounds/model-blob";
import type { BlobStore } from "@/lib/storage/blob-store";
import { type ByteLimitedCache, createByteLimitedCache } from "./byte-limited-cache";

const modelBytes = 2 ** 28;
const predictionBytes = 2 ** 27;

/** Both by the key of their blob. */
export interface ModelCache {
  model(key: string): Promise<ModelState>;
  /** Keeps of a model just trained what is stored of it: a round after a restart knows no less than any other. */
  keep(key: string, model: ModelState): void;
  predictions(key: string): Promise<HoldoutPredictions>;
}

/** Keeps recent models and their predictions, so that a round does not read each of them anew. */
export function createModelCache(blobs: BlobStore): ModelCache {
  const models = createByteLimitedCache(modelBytes, bytesOf);
  const predictions = createByteLimitedCache(
    predictionBytes,
    ({ rows, probabilities }: HoldoutPredictions) => {
      return rows.byteLength + probabilities.data.byteLength;
    },
  );
  return {
    model: (key) => cached(models, key, () => readModel(blobs, key)),
    keep: (key, model) => models.set(key, storedPart(model)),
    predictions: (key) => cached(predictions, key, () => readHoldoutPredictions(blobs, key)),
  };
}

async function cached<Value>(kept: ByteLimitedCache<Value>, key: string, read: () => Promise<Value>) {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const value = await read();
  kept.set(key, value);
  return value;
}

function bytesOf({ parameters, parts }: ModelState): number {
  return parts.reduce((sum, part) => sum + bytesOf(part), parameters.byteLength);
}
