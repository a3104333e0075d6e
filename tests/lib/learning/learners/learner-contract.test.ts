import { describe, expect, it } from "vitest";
import { evaluate, predictedClasses } from "@/lib/learning/evaluation/evaluate";
import type { LearnerContext } from "@/lib/learning/learners/learner";
import { findLearner, learners } from "@/lib/learning/learners/registry";
import { matrix, takeRows } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";

const kernels = createKernels();
const context = (seed = 0): LearnerContext => ({ kernels, random: createRandom(seed), previous: null });
const { embeddings, classes } = makeBlobs(300, 12, 3, 0.15);

function training(rows: readonly number[], classCount = 3) {
  return {
    x: takeRows(embeddings, rows),
    classes: Int32Array.from(rows, (row) => classes[row]!),
    classCount,
  };
}
const firstRows = (count: number) => Array.from({ length: count }, (_, i) => i);

it("findLearner names the known learners when asked for another", () => {
  expect(() => findLearner("oracle")).toThrow(/no learner "oracle".*auto, linear/);
});

describe.each(learners.map((learner) => [learner.id, learner] as const))("%s", (_, learner) => {
  it("throws NoLabelsError without labels", async () => {
    await expect(learner.fit(training([]), context())).rejects.toMatchObject({ code: "no-labels" });
  });

  it("gives finite probabilities that sum to 1, one row a sample", async () => {
    const model = await learner.fit(training(firstRows(30)), context());
    const proba = await findLearner(model.learner).predictProba(model, embeddings, kernels);
    expect([proba.rows, proba.columns]).toEqual([300, 3]);
    for (let i = 0; i < 300; i++) {
      const row = proba.data.subarray(3 * i, 3 * i + 3);
      expect(row.every((p) => p >= 0 && p <= 1)).toBe(true);
      expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    }
  });

  it("learns separable classes from ten labels each", async () => {
    const model = await learner.fit(training(firstRows(30)), context());
    const proba = await learner.predictProba(model, embeddings, kernels);
    expect(evaluate(proba, classes).accuracy).toBeGreaterThan(0.97);
  });

  it("gives the same model for the same seed", async () => {
    const [a, b] = [
      await learner.fit(training(firstRows(40)), context(5)),
      await learner.fit(training(firstRows(40)), context(5)),
    ];
    expect(a).toEqual(b);
  });

  it("predicts the only class it has seen, without certainty", async () => {
    const model = await learner.fit(training([0, 3, 6]), context());
    const proba = await learner.predictProba(model, embeddings, kernels);
    expect(new Set(predictedClasses(proba))).toEqual(new Set([0]));
    expect(Math.max(...proba.data)).toBeLessThan(1);
  });

  it("gives a class without labels a small probability, not zero", async () => {
    const rows = firstRows(60).filter((row) => classes[row] !== 2);
    const model = await learner.fit(training(rows), context());
    const proba = await learner.predictProba(model, takeRows(embeddings, rows), kernels);
    for (let i = 0; i < proba.rows; i++) {
      expect(proba.data[3 * i + 2]).toBeGreaterThan(0);
      expect(proba.data[3 * i + 2]).toBeLessThan(0.2);
    }
  });

  it("copes with more classes than labels", async () => {
    const model = await learner.fit(training([0, 1, 2], 50), context());
    const proba = await learner.predictProba(model, takeRows(embeddings, [0, 1, 2]), kernels);
    expect(Array.from(predictedClasses(proba))).toEqual([0, 1, 2]);
  });

  it("learns from a single label and from embeddings that are all zero", async () => {
    const one = await learner.fit(training([1]), context());
    expect(one.parameters.every(Number.isFinite)).toBe(true);
    const zero = { x: matrix(4, 12), classes: Int32Array.of(0, 1, 0, 0), classCount: 2 };
    const model = await learner.fit(zero, context());
    const proba = await learner.predictProba(model, matrix(1, 12), kernels);
    expect(proba.data[0]).toBeGreaterThan(proba.data[1]!);
  });

  it("ends at the same predictions from the previous round's model, and ignores one of another shape", async () => {
    const previous = await learner.fit(training(firstRows(60)), context());
    const cold = await learner.fit(training(firstRows(66)), context());
    const warm = await learner.fit(training(firstRows(66)), { ...context(), previous });
    const other = { ...previous, dimensions: 5, parameters: new Float32Array(18) };
    const unshaped = await learner.fit(training(firstRows(66)), { ...context(), previous: other });
    expect(unshaped).toEqual(cold);
    const [a, b] = [
      await learner.predictProba(cold, embeddings, kernels),
      await learner.predictProba(warm, embeddings, kernels),
    ];
    expect(predictedClasses(b)).toEqual(predictedClasses(a));
  });
});
