import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { ModelState } from "@/lib/learning/learners/learner";
import { matrix } from "@/lib/learning/matrix";
import { readHoldoutPredictions, storeHoldoutPredictions } from "@/lib/rounds/holdout-predictions-blob";
import { readModel, storedPart, storeModel } from "@/lib/rounds/model-blob";
import { createFolderStore } from "@/lib/storage/folder-store";

const directory = mkdtempSync(join(tmpdir(), "winnow-models-"));
const blobs = createFolderStore(directory);
afterAll(() => rmSync(directory, { recursive: true }));

function modelOf(learner: string, parameters: number[], parts: ModelState[] = []): ModelState {
  return {
    learner,
    dimensions: 3,
    classCount: 2,
    parameters: Float32Array.from(parameters),
    temperature: 1.3,
    chosen: { l2: 0.01, reason: `${learner} it is: “größer”` },
    parts,
    heldOut: null,
    scores: null,
  };
}

test("a model is read back with its parts and theirs, to the bit", async () => {
  const linear = modelOf("linear", [0.1, -2, Math.PI]);
  const inner = modelOf("mix", [], [linear, modelOf("graph", [7])]);
  const model = modelOf("mix", [0.5, 0.25], [inner, modelOf("network", [1e-30, 3e38])]);
  const key = await storeModel(blobs, model);
  expect(await readModel(blobs, key)).toEqual(model);
});

test("what a model keeps in memory only is not stored", async () => {
  const model = modelOf("graph", [1, 2]);
  const heldOut = { indices: Int32Array.of(0), logits: matrix(1, 2) };
  const part = { ...model, heldOut, scores: matrix(4, 2) };
  const whole = modelOf("mix", [1], [part]);
  const key = await storeModel(blobs, whole);
  expect(await readModel(blobs, key)).toEqual(modelOf("mix", [1], [model]));
  expect(storedPart(whole)).toEqual(await readModel(blobs, key));
});

test("holdout predictions are read back to the bit", async () => {
  const predictions = {
    rows: Int32Array.of(3, 8),
    probabilities: matrix(2, 3, Float32Array.of(0.1, 0.2, 0.7, 1, 0, 0)),
  };
  const key = await storeHoldoutPredictions(blobs, predictions);
  expect(await readHoldoutPredictions(blobs, key)).toEqual(predictions);
});
