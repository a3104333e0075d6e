import { expect, test } from "vitest";
import { evaluatePredictions, predictHoldout } from "@/lib/learning/evaluation/holdout-predictions";
import type { ModelState } from "@/lib/learning/learners/learner";
import { findLearner } from "@/lib/learning/learners/registry";
import { matrix } from "@/lib/learning/matrix";
import type { Samples } from "@/lib/learning/pool";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";

const { embeddings } = makeBlobs(6_000, 2, 2, 0.2);
const context = { kernels: createKernels(), pool: { embeddings, sparse: null, graph: null } };
const model: ModelState = {
  learner: "linear",
  dimensions: 2,
  classCount: 2,
  // The first coordinate speaks for class 0, the second for class 1; no biases.
  parameters: Float32Array.of(1, 0, 0, 1, 0, 0),
  temperature: 1,
  chosen: {},
  parts: [],
  heldOut: null,
  scores: null,
};

const predict = (samples: Samples) => findLearner(model.learner).predictProba(model, samples, context);

test("labeled rows, rows that are handed out and the next 5,000 of the reserve are predicted, in rising order", async () => {
  const holdoutReserve = Int32Array.from({ length: 5_500 }, (_, i) => 5_999 - i);
  const holdout = {
    holdoutLabels: [
      { row: 7, classIndex: 0 },
      { row: 3, classIndex: 1 },
    ],
    holdoutReserve,
    holdoutAwaited: Int32Array.of(5),
  };
  const { rows, probabilities } = (await predictHoldout(holdout, context.pool, predict))!;
  expect([...rows.subarray(0, 4)]).toEqual([3, 5, 7, 1_000]);
  expect(rows).toHaveLength(5_003);
  expect(rows.at(-1)).toBe(5_999);
  expect([probabilities.rows, probabilities.columns]).toEqual([5_003, 2]);
  const [x, y] = embeddings.data.subarray(7 * 2, 8 * 2);
  expect(probabilities.data[2 * 2]).toBeCloseTo(1 / (1 + Math.exp(y! - x!)), 5);
});

test("without a holdout nothing is predicted", async () => {
  const none = { holdoutLabels: [], holdoutReserve: new Int32Array(0), holdoutAwaited: new Int32Array(0) };
  expect(await predictHoldout(none, context.pool, predict)).toBeNull();
});

test("a label on a row that was not predicted is left out", () => {
  const predictions = {
    rows: Int32Array.of(2, 5, 9),
    probabilities: matrix(3, 2, Float32Array.of(0.75, 0.25, 0.5, 0.5, 0.25, 0.75)),
  };
  const labels = [
    { row: 9, classIndex: 1 },
    { row: 4, classIndex: 0 },
    { row: 2, classIndex: 1 },
    { row: 10, classIndex: 1 },
  ];
  const evaluation = evaluatePredictions(predictions, labels)!;
  expect(evaluation).toMatchObject({ holdoutCount: 2, correct: 1, accuracy: 0.5 });
  // -(ln 0.75 + ln 0.25) / 2
  expect(evaluation.logLoss).toBeCloseTo(0.836988, 6);
  expect(evaluatePredictions(predictions, [{ row: 4, classIndex: 0 }])).toBeNull();
});
