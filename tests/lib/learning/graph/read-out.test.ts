import { expect, it } from "vitest";
import { affinitiesOf } from "@/lib/learning/graph/graph-affinities";
import { readOut } from "@/lib/learning/graph/read-out";
import { graph as graphLearner } from "@/lib/learning/learners/graph";
import type { LearnerContext } from "@/lib/learning/learners/learner";
import { matrix, takeRows } from "@/lib/learning/matrix";
import { type Pool, samplesOf, wholePool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { outsideOf, poolWithViews } from "../pools";

const kernels = createKernels();
type PoolWithGraph = Pool & { readonly graph: NonNullable<Pool["graph"]> };
const withGraph = async (embeddings: Pool["embeddings"]) =>
  (await poolWithViews(embeddings, kernels)) as PoolWithGraph;
const onCircle = (...degrees: number[]) =>
  matrix(
    degrees.length,
    2,
    Float32Array.from(
      degrees.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]),
    ),
  );

it("a row of the pool reads its own scores, another sample the mean of its nearest, weighed by affinity", async () => {
  const pool = await withGraph(onCircle(0, 60, 180));
  const scores = matrix(3, 2, Float32Array.of(1, 0, 0.5, 0.5, 0, 1));
  const own = await readOut(scores, samplesOf(pool, Int32Array.of(2, 0)), pool, kernels);
  expect(Array.from(own.data)).toEqual([0, 1, 1, 0]);

  // At 30°, its two nearest are the points at 0° and 60°, both at d² = 2 − √3, which is its own squared scale too.
  // Their scales are their distances to their second neighbour: 2 (0° to 180°) and √3 (60° to 180°).
  const sample = { embeddings: onCircle(30), sparse: null, rows: null };
  const { data } = await readOut(scores, sample, pool, kernels);
  const d = Math.sqrt(2 - Math.sqrt(3));
  const [first, second] = [Math.exp((-4 * d) / 2), Math.exp((-4 * d) / Math.sqrt(3))];
  expect(data[0]).toBeCloseTo((first * 1 + second * 0.5) / (first + second), 5);
  expect(data[1]).toBeCloseTo((second * 0.5) / (first + second), 5);
});

it("samples equal to many of the pool, and samples far from all, read finite scores", async () => {
  const embeddings = matrix(30, 3);
  for (let row = 0; row < 30; row++) embeddings.data.set(row < 15 ? [1, 0, 0] : [0, 1, 0], 3 * row);
  const pool = await withGraph(embeddings);
  const scores = matrix(
    30,
    1,
    Float32Array.from({ length: 30 }, (_, row) => (row < 15 ? 1 : 0)),
  );
  const asked = matrix(3, 3, Float32Array.of(1, 0, 0, 0, 1, 0, 0.8, 0, 0.6));
  const { data } = await readOut(scores, { embeddings: asked, sparse: null, rows: null }, pool, kernels);
  expect(data[0]).toBeCloseTo(1, 6);
  expect(data[1]).toBeCloseTo(0, 6);
  expect(data[2]).toBeCloseTo(1, 6);
});

it("where no label reaches, the graph learner finds all classes equally likely", async () => {
  const near = makeBlobs(30, 4, 2, 0.1).embeddings;
  const embeddings = matrix(60, 8);
  for (let row = 0; row < 30; row++) {
    embeddings.data.set(near.data.subarray(4 * row, 4 * row + 4), 8 * row);
    embeddings.data.set(near.data.subarray(4 * row, 4 * row + 4), 8 * (row + 30) + 4);
  }
  const pool = await withGraph(embeddings);
  const rows = Int32Array.of(0, 1, 2, 3);
  const training = { x: takeRows(embeddings, rows), rows, classes: Int32Array.of(0, 1, 0, 1), classCount: 2 };
  const context: LearnerContext = { kernels, pool, random: createRandom(0), previous: null, networks: null };
  const model = await graphLearner.fit(training, context);
  const { data } = await graphLearner.predictProba(model, wholePool(pool), context);
  for (let at = 60; at < 120; at++) expect(data[at]).toBeCloseTo(0.5, 6);
  expect(data[8]).toBeGreaterThan(0.9);
});

it("a pool of duplicates only has weights of 1, and probabilities", async () => {
  const pool = await withGraph(
    matrix(
      20,
      2,
      Float32Array.from({ length: 40 }, (_, i) => 1 - (i % 2)),
    ),
  );
  const rows = Int32Array.of(0, 1, 2, 3);
  const x = takeRows(pool.embeddings, rows);
  const training = { x, rows, classes: Int32Array.of(0, 1, 0, 1), classCount: 2 };
  const context: LearnerContext = { kernels, pool, random: createRandom(0), previous: null, networks: null };
  const model = await graphLearner.fit(training, context);
  const { data } = await graphLearner.predictProba(model, outsideOf(pool, [5]), context);
  expect(data[0]! + data[1]!).toBeCloseTo(1, 6);
  expect(affinitiesOf(pool.graph).affinities.values.every((weight) => weight === 1)).toBe(true);
});
