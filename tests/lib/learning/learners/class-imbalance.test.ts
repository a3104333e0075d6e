import { expect, it } from "vitest";
import { evaluate, predictedClasses } from "@/lib/learning/evaluation/evaluate";
import { auto } from "@/lib/learning/learners/auto";
import type { LearnerContext, ModelState } from "@/lib/learning/learners/learner";
import { type Matrix, takeRows } from "@/lib/learning/matrix";
import { type Pool, wholePool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { outsideOf, poolWithViews } from "../pools";

const kernels = createKernels();

/** About a thousand samples for the pool and as many to test on, three in a hundred of class 1. */
async function imbalanced(seed: number) {
  const { embeddings, classes } = makeBlobs(4000, 20, 2, 0.3, seed);
  const random = createRandom(seed, "imbalance");
  const kept = Array.from(classes.keys()).filter((i) => classes[i] === 0 || random.next() < 0.031);
  const half = Math.floor(kept.length / 2);
  const pool = await poolWithViews(takeRows(embeddings, kept.slice(0, half)), kernels);
  const others = { ...pool, embeddings: takeRows(embeddings, kept.slice(half)) };
  const test = outsideOf(
    others,
    Int32Array.from({ length: kept.length - half }, (_, i) => i),
  );
  const classesOf = (rows: number[]) => Int32Array.from(rows, (row) => classes[row]!);
  return { pool, classes: classesOf(kept.slice(0, half)), test, truth: classesOf(kept.slice(half)) };
}

async function fitOn(pool: Pool, classes: Int32Array, rows: number[], previous: ModelState | null) {
  const context: LearnerContext = { kernels, pool, random: createRandom(0), previous, networks: null };
  const x = takeRows(pool.embeddings, rows);
  const labels = Int32Array.from(rows, (row) => classes[row]!);
  const training = { x, rows: Int32Array.from(rows), classes: labels, classCount: 2 };
  return { model: await auto.fit(training, context), context };
}

/** The rows without a label whose classes are nearest to equally likely. */
function leastMargins(proba: Matrix, labeled: readonly number[], count: number): number[] {
  const known = new Set(labeled);
  const marginOf = (row: number) => Math.abs(proba.data[2 * row]! - proba.data[2 * row + 1]!);
  const open = Array.from({ length: proba.rows }, (_, row) => row).filter((row) => !known.has(row));
  return open.sort((a, b) => marginOf(a) - marginOf(b)).slice(0, count);
}

it("finds and learns a class of three in a hundred by querying small margins, without weighing classes", async () => {
  const seeds = [1, 2, 3];
  let [rareLabels, recall, macroF1] = [0, 0, 0];
  for (const seed of seeds) {
    const { pool, classes, test, truth } = await imbalanced(seed);
    let rows = Array.from({ length: 60 }, (_, row) => row);
    let { model, context } = await fitOn(pool, classes, rows, null);
    while (rows.length < 200) {
      const proba = await auto.predictProba(model, wholePool(pool), context);
      rows = [...rows, ...leastMargins(proba, rows, 20)];
      ({ model, context } = await fitOn(pool, classes, rows, model));
    }
    const proba = await auto.predictProba(model, test, context);
    const predicted = predictedClasses(proba);
    const rare = Array.from(truth.keys()).filter((i) => truth[i] === 1);
    rareLabels += rows.filter((row) => classes[row] === 1).length / seeds.length;
    recall += rare.filter((i) => predicted[i] === 1).length / rare.length / seeds.length;
    macroF1 += evaluate(proba, truth).macroF1 / seeds.length;
  }
  expect(rareLabels).toBeGreaterThan(3 * 200 * 0.03);
  expect(recall).toBeGreaterThan(0.85);
  expect(macroF1).toBeGreaterThan(0.93);
}, 60_000);
