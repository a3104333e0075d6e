import { expect, it } from "vitest";
import { predictedClasses } from "@/lib/learning/evaluation/evaluate";
import type { LearnerContext, TrainingSet } from "@/lib/learning/learners/learner";
import { prototype } from "@/lib/learning/learners/prototype";
import { type Matrix, matrix, rowOf, takeRows } from "@/lib/learning/matrix";
import { type Pool, wholePool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";

const kernels = createKernels();

function setUp(embeddings: Matrix, rows: readonly number[], labels: readonly number[], classCount: number) {
  const pool: Pool = { embeddings, sparse: null, graph: null };
  const context: LearnerContext = { kernels, pool, random: createRandom(0), previous: null, networks: null };
  const x = takeRows(embeddings, rows);
  const training = { x, rows: Int32Array.from(rows), classes: Int32Array.from(labels), classCount };
  return { pool, context, training };
}

it("is softmax of shrunk squared distances, with half a label's worth for a class without labels", async () => {
  const embeddings = matrix(3, 2, Float32Array.of(1, 0, 0, 1, 0.6, 0.8));
  const { pool, context, training } = setUp(embeddings, [0, 1], [0, 1], 3);
  const model = await prototype.fit(training, context);
  expect(model.chosen).toMatchObject({ pseudoCount: 1, sharpness: 10 });
  const proba = await prototype.predictProba(model, wholePool(pool), context);
  // Means (1, 0) and (0, 1), centre (½, ½): with one label and a pseudo-count of 1, (¾, ¼) and (¼, ¾).
  // Squared distances of (1, 0): 1/8 and 9/8; of (0.6, 0.8): 0.325 and 0.125. Unseen: 0.5 / 2.5.
  const first = 0.8 / (1 + Math.exp(-10));
  const third = 0.8 / (1 + Math.exp(2));
  const expected = [first, 0.8 - first, 0.2, 0.8 - first, first, 0.2, third, 0.8 - third, 0.2];
  proba.data.forEach((p, i) => {
    expect(p).toBeCloseTo(expected[i]!, 6);
  });
});

it("predicts the class of the nearest mean, however unequal the numbers of labels", async () => {
  const { embeddings, classes } = makeBlobs(400, 20, 4, 0.3);
  const rows = Array.from({ length: 60 }, (_, i) => i).filter((row) => classes[row] !== 3 || row < 12);
  const labels = rows.map((row) => classes[row]!);
  const { pool, context, training } = setUp(embeddings, rows, labels, 4);
  const model = await prototype.fit(training, context);
  const means = shrunkMeans(training, Number(model.chosen.pseudoCount));
  const nearest = Int32Array.from({ length: 400 }, (_, row) => nearestOf(rowOf(embeddings, row), means));
  expect(predictedClasses(await prototype.predictProba(model, wholePool(pool), context))).toEqual(nearest);
});

it("keeps what it chose until labels have grown by a quarter", async () => {
  const { embeddings, classes } = makeBlobs(100, 8, 2, 0.4);
  const train = async (count: number, previous: LearnerContext["previous"]) => {
    const rows = Array.from({ length: count }, (_, i) => i);
    const { training, context } = setUp(embeddings, rows, Array.from(classes.subarray(0, count)), 2);
    return prototype.fit(training, { ...context, previous });
  };
  const first = await train(20, null);
  const second = await train(24, first);
  expect([second.chosen, second.heldOut]).toEqual([first.chosen, null]);
  expect((await train(25, second)).chosen).toMatchObject({ searchedAtLabels: 25 });
});

/** The definition, written out: Σ over the class plus the pseudo-count times the mean of the means. */
function shrunkMeans({ x, classes, classCount }: TrainingSet, pseudoCount: number): number[][] {
  const members = Array.from({ length: classCount }, (_, j) =>
    Array.from(classes.keys())
      .filter((i) => classes[i] === j)
      .map((i) => Array.from(rowOf(x, i))),
  );
  const mean = (vectors: number[][]) =>
    vectors[0]!.map((_, i) => vectors.reduce((sum, vector) => sum + vector[i]!, 0) / vectors.length);
  const centre = mean(members.map(mean));
  return members.map((own) =>
    mean(own).map((value, i) => (own.length * value + pseudoCount * centre[i]!) / (own.length + pseudoCount)),
  );
}

function nearestOf(point: Float32Array, means: number[][]): number {
  const distances = means.map((mean) => mean.reduce((sum, value, i) => sum + (value - point[i]!) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}
