import { expect, it } from "vitest";
import { evaluate } from "@/lib/learning/evaluation/evaluate";
import type { LearnerContext, ModelState } from "@/lib/learning/learners/learner";
import { linear } from "@/lib/learning/learners/linear";
import { network } from "@/lib/learning/learners/network";
import { takeRows } from "@/lib/learning/matrix";
import { wholePool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { loadTensorFlow, wasmBackend } from "@/lib/tensorflow/load-tensorflow";
import { createNetworks } from "@/lib/tensorflow/networks";
import { makeBlobs } from "../blobs";

const kernels = createKernels();
const networks = createNetworks(() => loadTensorFlow([() => wasmBackend()]));

/** Two blobs a class, so that the classes are no half-spaces. */
const blobs = makeBlobs(600, 8, 6, 0.15);
const classes = blobs.classes.map((blob) => blob % 3);
const pool = { embeddings: blobs.embeddings, sparse: null, graph: null };
const context: LearnerContext = { kernels, pool, networks, random: createRandom(0), previous: null };

function labeled(count: number, classCount = 3) {
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  return { x: takeRows(pool.embeddings, rows), rows, classes: classes.subarray(0, count), classCount };
}

async function accuracyOf(model: ModelState): Promise<number> {
  return evaluate(await network.predictProba(model, wholePool(pool), context), classes).accuracy;
}

it("suits a thousand labels where networks can be trained", () => {
  const many = { ...labeled(1), rows: new Int32Array(1000) };
  const fewer = { ...labeled(1), rows: new Int32Array(999) };
  expect(network.suits!(many, context)).toBe(true);
  expect(network.suits!(fewer, context)).toBe(false);
  expect(network.suits!(many, { ...context, networks: null })).toBe(false);
});

it("learns classes that no linear model can tell apart, says what it held out, and goes on until a search is due", async () => {
  const model = await network.fit(labeled(300), context);
  expect(model.learner).toBe("network");
  const line = await linear.fit(labeled(300), context);
  const straight = evaluate(await linear.predictProba(line, wholePool(pool), context), classes).accuracy;
  expect(await accuracyOf(model)).toBeGreaterThan(Math.max(0.9, straight));

  const { indices, logits } = model.heldOut!;
  const truth = indices.map((index) => classes[index]!);
  expect(evaluate(logits, truth).accuracy).toBeGreaterThan(0.85);

  const next = await network.fit(labeled(330), { ...context, previous: model });
  expect([next.heldOut, next.chosen]).toEqual([null, { ...model.chosen, trainedAtLabels: 330 }]);
  const hardlyGrown = await network.fit(labeled(303), { ...context, previous: model });
  expect(hardlyGrown.parameters).toEqual(model.parameters);
  expect(await accuracyOf(next)).toBeGreaterThan(0.9);
  const grown = await network.fit(labeled(375), { ...context, previous: next });
  expect(grown.chosen).toMatchObject({ searchedAtLabels: 375 });
}, 60_000);

it("predicts the same once stored and restored, and leaves doubt for a class without labels", async () => {
  const model = await network.fit(labeled(150, 4), context);
  const stored = { ...model, heldOut: null, scores: null };
  const [before, after] = [
    await network.predictProba(model, wholePool(pool), context),
    await network.predictProba(stored, wholePool(pool), context),
  ];
  expect(after).toEqual(before);
  for (let i = 0; i < before.rows; i++) {
    expect(before.data[4 * i + 3]).toBeGreaterThan(0);
    expect(before.data[4 * i + 3]).toBeLessThan(0.2);
  }
}, 60_000);
