import { describe, expect, it } from "vitest";
import { evaluate, predictedClasses } from "@/lib/learning/evaluation/evaluate";
import type { LearnerContext, ModelState, TrainingSet } from "@/lib/learning/learners/learner";
import { findLearner, learners } from "@/lib/learning/learners/registry";
import { type Matrix, matrix, takeRows } from "@/lib/learning/matrix";
import { type Pool, type Samples, samplesOf, wholePool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { outsideOf, poolWithViews, sparseFromDense } from "../pools";

const kernels = createKernels();
const { embeddings, classes } = makeBlobs(300, 12, 3, 0.15);
const blobs = await poolWithViews(embeddings, kernels);

function contextOf(pool: Pool, seed = 0): LearnerContext {
  return { kernels, pool, random: createRandom(seed), previous: null, networks: null };
}

function trainingOf(
  pool: Pool,
  rows: ArrayLike<number>,
  labels: ArrayLike<number>,
  classCount = 3,
): TrainingSet {
  const x = takeRows(pool.embeddings, rows);
  return { x, rows: Int32Array.from(rows), classes: Int32Array.from(labels), classCount };
}

/** The blobs' rows with their own classes. */
function labeled(rows: readonly number[], classCount = 3): TrainingSet {
  return trainingOf(
    blobs,
    rows,
    Int32Array.from(rows, (row) => classes[row]!),
    classCount,
  );
}

function predict(model: ModelState, samples: Samples, pool = blobs): Promise<Matrix> {
  return findLearner(model.learner).predictProba(model, samples, { kernels, pool });
}

function expectProbabilities(proba: Matrix, rows: number, columns: number): void {
  expect([proba.rows, proba.columns]).toEqual([rows, columns]);
  for (let i = 0; i < rows; i++) {
    const row = proba.data.subarray(columns * i, columns * (i + 1));
    expect(row.every((p) => p >= 0 && p <= 1)).toBe(true);
    expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
  }
}

const firstRows = (count: number) => Array.from({ length: count }, (_, i) => i);
const whole = wholePool(blobs);

it("findLearner names the known learners when asked for another", () => {
  expect(() => findLearner("oracle")).toThrow(/no learner "oracle".*auto, mix, prototype, linear/);
});

describe.each(learners.map((learner) => [learner.id, learner] as const))("%s", (_, learner) => {
  it("throws NoLabelsError without labels", async () => {
    await expect(learner.fit(labeled([]), contextOf(blobs))).rejects.toMatchObject({ code: "no-labels" });
  });

  it("learns separable classes from ten labels each: for rows of the pool and samples outside of it", async () => {
    const model = await learner.fit(labeled(firstRows(30)), contextOf(blobs));
    const inside = await predict(model, whole);
    expectProbabilities(inside, 300, 3);
    expect(evaluate(inside, classes).accuracy).toBeGreaterThan(0.97);

    const fresh = makeBlobs(120, 12, 3, 0.15, 1);
    const sparse = sparseFromDense(fresh.embeddings);
    const outside = await predict(model, { embeddings: fresh.embeddings, sparse, rows: null });
    expectProbabilities(outside, 120, 3);
    expect(evaluate(outside, fresh.classes).accuracy).toBeGreaterThan(0.97);
  });

  it("predicts rows of the pool alike, however many are asked for", async () => {
    const model = await learner.fit(labeled(firstRows(30)), contextOf(blobs));
    const rows = Int32Array.of(250, 3, 77);
    const few = await predict(model, samplesOf(blobs, rows));
    expectClose(few, takeRows(await predict(model, whole), rows), 5);
  });

  it("learns on a pool that has neither graph nor term weights", async () => {
    const bare = { embeddings, sparse: null, graph: null };
    const model = await learner.fit(labeled(firstRows(30)), contextOf(bare));
    expect(evaluate(await predict(model, wholePool(bare), bare), classes).accuracy).toBeGreaterThan(0.97);
  });

  it("gives the same model for the same seed", async () => {
    const [a, b] = [
      await learner.fit(labeled(firstRows(40)), contextOf(blobs, 5)),
      await learner.fit(labeled(firstRows(40)), contextOf(blobs, 5)),
    ];
    expect(a).toEqual(b);
  });

  it("predicts the same once stored and restored", async () => {
    const model = await learner.fit(labeled(firstRows(40)), contextOf(blobs));
    expectClose(await predict(asRestored(model), whole), await predict(model, whole), 5);
  });

  it("predicts the only class it has seen, without certainty", async () => {
    for (const rows of [[0, 3, 6], [0]]) {
      const model = await learner.fit(labeled(rows), contextOf(blobs));
      const proba = await predict(model, whole);
      expect(new Set(predictedClasses(proba))).toEqual(new Set([0]));
      expect(Math.max(...proba.data)).toBeLessThan(1);
    }
  });

  it("gives a class without labels a small probability, not zero", async () => {
    const rows = firstRows(60).filter((row) => classes[row] !== 2);
    const model = await learner.fit(labeled(rows), contextOf(blobs));
    const proba = await predict(model, samplesOf(blobs, Int32Array.from(rows)));
    for (let i = 0; i < proba.rows; i++) {
      expect(proba.data[3 * i + 2]).toBeGreaterThan(0);
      expect(proba.data[3 * i + 2]).toBeLessThan(0.2);
    }
  });

  it("copes with more classes than labels", async () => {
    const model = await learner.fit(labeled([0, 1, 2], 50), contextOf(blobs));
    const proba = await predict(model, samplesOf(blobs, Int32Array.of(0, 1, 2)));
    expectProbabilities(proba, 3, 50);
    expect(Array.from(predictedClasses(proba))).toEqual([0, 1, 2]);
  });

  it.each([
    ["are all zero", matrix(12, 4)],
    ["are all the same", matrix(12, 4, new Float32Array(48).fill(0.5))],
    ["have a constant column and a second sample of each", withConstantColumn()],
  ])("gives probabilities where embeddings %s", async (_what, same) => {
    const pool = await poolWithViews(same, kernels);
    const model = await learner.fit(
      trainingOf(pool, [0, 1, 2, 3, 4, 5], [0, 1, 0, 0, 1, 0], 2),
      contextOf(pool),
    );
    const samples = [wholePool(pool), outsideOf(pool, [0, 7])];
    for (const some of samples) {
      const proba = await predict(model, some, pool);
      expectProbabilities(proba, some.embeddings.rows, 2);
    }
  });

  it("throws a NonFiniteError for embeddings that are not finite", async () => {
    const broken = matrix(300, 12, embeddings.data.slice());
    broken.data[12 * 4 + 3] = Number.NaN;
    const pool = { embeddings: broken, sparse: sparseFromDense(broken), graph: null };
    const training = trainingOf(pool, firstRows(30), classes.subarray(0, 30));
    await expect(learner.fit(training, contextOf(pool))).rejects.toMatchObject({ code: "non-finite" });
  });

  it("ends at the same predictions from the last round's model, and ignores one of another shape", async () => {
    const previous = await learner.fit(labeled(firstRows(60)), contextOf(blobs));
    const cold = await learner.fit(labeled(firstRows(66)), contextOf(blobs));
    const warm = await learner.fit(labeled(firstRows(66)), { ...contextOf(blobs), previous });
    const unshaped = { ...contextOf(blobs), previous: ofAnotherShape(previous) };
    expect(await learner.fit(labeled(firstRows(66)), unshaped)).toEqual(cold);
    expect(predictedClasses(await predict(warm, whole))).toEqual(
      predictedClasses(await predict(cold, whole)),
    );
  });

  it("says what it had predicted for labels while they were held out", async () => {
    const model = await learner.fit(labeled(firstRows(60)), contextOf(blobs));
    const { indices, logits } = model.heldOut!;
    expect([logits.rows, logits.columns]).toEqual([indices.length, 3]);
    expect(new Set(indices)).toEqual(new Set(firstRows(60)));
    const truth = indices.map((index) => classes[index]!);
    expect(evaluate(logits, truth).accuracy).toBeGreaterThan(0.9);
  });
});

/** Two coordinates that tell the classes apart, and one that never changes; rows i and i + 6 are equal. */
function withConstantColumn(): Matrix {
  const rows = [0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0];
  return matrix(12, 4, Float32Array.from(rows.flatMap((side) => [0.8, side ? 0.6 : 0, side ? 0 : 0.6, 0])));
}

function expectClose(actual: Matrix, expected: Matrix, digits: number): void {
  const largest = actual.data.reduce((most, p, i) => Math.max(most, Math.abs(p - expected.data[i]!)), 0);
  expect(largest).toBeCloseTo(0, digits);
}

function asRestored(model: ModelState): ModelState {
  return { ...model, heldOut: null, scores: null, parts: model.parts.map(asRestored) };
}

function ofAnotherShape(model: ModelState): ModelState {
  const parts = model.parts.map(ofAnotherShape);
  return { ...model, dimensions: 5, parameters: new Float32Array(18), scores: null, parts };
}
