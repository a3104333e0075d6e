import { expect, it } from "vitest";
import { calibrationError } from "@/lib/learning/evaluation/calibration-error";
import { evaluate } from "@/lib/learning/evaluation/evaluate";
import { auto } from "@/lib/learning/learners/auto";
import { findBaseLearner } from "@/lib/learning/learners/base-learners";
import type { LearnerContext, ModelState } from "@/lib/learning/learners/learner";
import { combine, heldOutLogLoss, mix } from "@/lib/learning/learners/mix";
import { matrix, takeRows } from "@/lib/learning/matrix";
import type { Pool } from "@/lib/learning/pool";
import { summarisePredictions } from "@/lib/learning/prediction-summary";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { outsideOf, poolWithViews } from "../pools";

const kernels = createKernels();
const { embeddings, classes } = makeBlobs(400, 10, 4, 0.3);
const pool = await poolWithViews(embeddings, kernels);

function contextOf(on: Pool, previous: ModelState | null = null): LearnerContext {
  return { kernels, pool: on, networks: null, random: createRandom(0), previous };
}

function labeled(count: number, truth = classes, on = pool) {
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  return { x: takeRows(on.embeddings, rows), rows, classes: truth.slice(0, count), classCount: 4 };
}

it("names what it compared, their losses and what it chose", async () => {
  const model = await auto.fit(labeled(60), contextOf(pool));
  expect(model.learner).toBe("mix");
  expect(model.parameters.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 6);
  const { reason } = model.chosen;
  for (const part of model.parts) expect(reason).toMatch(new RegExp(`\\d+ % ${part.learner}`));
  expect(reason).toMatch(
    /held-out log loss \d\.\d\d \(alone: prototype \d\.\d\d, linear \d\.\d\d, graph \d\.\d\d\)/,
  );
});

it("keeps as figures what its sentence says", async () => {
  const { chosen, parts } = await auto.fit(labeled(60), contextOf(pool));
  expect(chosen.because).toBe("held-out");
  const alone = ["prototype", "linear", "graph"].map(
    (id) => `${id} ${Number(chosen[`heldOutLoss:${id}`]).toFixed(2)}`,
  );
  expect(chosen.reason).toContain(`(alone: ${alone.join(", ")})`);
  for (const { learner } of parts) {
    expect(chosen.reason).toContain(`${Math.round(100 * Number(chosen[learner]))} % ${learner}`);
  }
});

it("compares the sparse view too, where there are term weights and a hundred labels", async () => {
  const model = await auto.fit(labeled(100), contextOf(pool));
  expect(model.chosen.reason).toMatch(/alone: .*sparse \d\.\d\d/);
});

it("is no worse on held-out labels than the best model alone", async () => {
  const model = await auto.fit(labeled(60), contextOf(pool));
  const alone = String(model.chosen.reason).match(/alone: (.*)\)/)![1]!;
  const losses = alone.split(", ").map((one) => Number(one.split(" ")[1]));
  expect(heldOutLogLoss(model, labeled(60).classes)).toBeLessThan(Math.min(...losses) + 0.005);
});

/** As if this mix had been chosen when there were so many labels. */
async function chosenBefore(labels: ReturnType<typeof labeled>, weights: Record<string, number>) {
  const parts = [];
  for (const id of Object.keys(weights)) parts.push(await findBaseLearner(id).fit(labels, contextOf(pool)));
  const model = combine(parts, Object.values(weights), labels, null);
  return { ...model, chosen: { ...model.chosen, chosenAtLabels: labels.rows.length } };
}

it("gives most weight to the learner that is clearly better, whatever it chose before", async () => {
  // Blobs 0 and 2 are one class, 1 and 3 the other: no line parts them.
  const pairs = classes.map((blob) => blob % 2);
  const last = await chosenBefore(labeled(40, pairs), { linear: 1 });
  const again = await auto.fit(labeled(60, pairs), contextOf(pool, last));
  expect(again.chosen.reason).toMatch(/linear \d\.\d\d/);
  expect(again.chosen.graph).toBeGreaterThan(0.5);
});

it("between two searches fits only what it chose, at the same weights", async () => {
  const first = await auto.fit(labeled(60), contextOf(pool));
  const second = await auto.fit(labeled(70), contextOf(pool, first));
  expect(second.chosen).toEqual(first.chosen);
  expect(second.parameters).toEqual(first.parameters);
  const third = await auto.fit(labeled(75), contextOf(pool, second));
  expect(third.chosen.chosenAtLabels).toBe(75);
});

it("compares anew while the graph of a grown pool is missing, and again when it has come", async () => {
  const first = await auto.fit(labeled(60), contextOf(pool));
  expect(first.parts.map(({ learner }) => learner)).toContain("graph");
  const bare = { ...pool, graph: null };
  const without = await auto.fit(labeled(62), contextOf(bare, first));
  expect(without.chosen.compared).toBe("prototype linear");
  expect(without.chosen.reason).not.toMatch(/graph/);
  const again = await auto.fit(labeled(64), contextOf(pool, without));
  expect(again.chosen.chosenAtLabels).toBe(64);
  expect(again.parts.map(({ learner }) => learner)).toContain("graph");
});

it("compares anew after a mix that nobody chose", async () => {
  const previous = await mix.fit(labeled(60), contextOf(pool));
  const model = await auto.fit(labeled(62), contextOf(pool, previous));
  expect(model.chosen.reason).toMatch(/linear \d\.\d\d.*graph \d\.\d\d/);
});

/** Predictions for 400 samples outside of each of eight pools of 400, of which 150 are labeled; some labels at random. */
async function predictOutside(spread: number, randomLabels: number) {
  const pools = 8;
  const proba = matrix(pools * 400, 4);
  const truth = new Int32Array(pools * 400);
  for (let seed = 0; seed < pools; seed++) {
    const blobs = makeBlobs(800, 10, 4, spread, seed + 1);
    const random = createRandom(seed, "random labels");
    const noisy = blobs.classes.map((own) => (random.next() < randomLabels ? random.integer(4) : own));
    const known = await poolWithViews(matrix(400, 10, blobs.embeddings.data.slice(0, 4000)), kernels);
    const model = await auto.fit(labeled(150, noisy, known), contextOf(known));
    const others = { ...known, embeddings: matrix(400, 10, blobs.embeddings.data.slice(4000)) };
    const asked = outsideOf(
      others,
      Int32Array.from({ length: 400 }, (_, row) => row),
    );
    const predicted = await auto.predictProba(model, asked, contextOf(known));
    proba.data.set(predicted.data, seed * 1600);
    truth.set(noisy.slice(400), seed * 400);
  }
  const confidence = summarisePredictions(proba).top.reduce((sum, p) => sum + p / truth.length, 0);
  return { confidence, accuracy: evaluate(proba, truth).accuracy, error: calibrationError(proba, truth) };
}

it("is calibrated where classes overlap", async () => {
  const { accuracy, error } = await predictOutside(0.6, 0);
  expect(accuracy).toBeGreaterThan(0.5);
  expect(accuracy).toBeLessThan(0.9);
  expect(error).toBeLessThan(0.05);
});

it("is too doubtful rather than too sure where a fifth of the labels is random, by less than a tenth", async () => {
  const { confidence, accuracy, error } = await predictOutside(0.35, 0.2);
  expect(confidence).toBeLessThan(accuracy);
  expect(error).toBeLessThan(0.1);
});
