import fc from "fast-check";
import { expect, it } from "vitest";
import type { LearnerContext } from "@/lib/learning/learners/learner";
import { fitSoftmaxRegression } from "@/lib/learning/learners/softmax-regression";
import { sparseLinear } from "@/lib/learning/learners/sparse-linear";
import {
  fitSparseSoftmax,
  sparseLogits,
  sparseSoftmaxObjective,
} from "@/lib/learning/learners/sparse-softmax";
import { occurringColumns } from "@/lib/learning/linear-algebra/occurring-columns";
import { denseFromSparse, type SparseMatrix } from "@/lib/learning/linear-algebra/sparse-matrix";
import { matrix, takeRows } from "@/lib/learning/matrix";
import { wholePool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { sparseFromDense } from "../pools";

const kernels = createKernels();

/** Short texts: each row has five of the terms, of which the first tell its class, scaled to length 1. */
function makeTexts(rows: number, columns: number, classCount: number, seed = 0) {
  const random = createRandom(seed);
  const dense = matrix(rows, columns);
  const classes = Int32Array.from({ length: rows }, (_, row) => row % classCount);
  classes.forEach((classIndex, row) => {
    const own = dense.data.subarray(row * columns, (row + 1) * columns);
    if (random.next() < 0.8) own[classIndex * 3 + random.integer(3)] = 1;
    for (let i = 0; i < 4; i++) own[random.integer(columns)] = 1;
    const length = Math.hypot(...own);
    own.forEach((value, j) => {
      own[j] = value / length;
    });
  });
  return { dense, sparse: sparseFromDense(dense), classes, classCount };
}

it("the gradient of the sparse loss is that of finite differences", async () => {
  const { sparse, classes } = makeTexts(20, 12, 3);
  const objective = sparseSoftmaxObjective({ x: sparse, classes, classCount: 3 });
  const random = createRandom(1);
  const point = Float64Array.from({ length: 13 * 3 }, () => random.normal());
  const { gradient } = await objective.evaluate(point);
  for (let j = 0; j < point.length; j++) {
    const lossAt = async (shift: number) =>
      (await objective.evaluate(point.map((value, i) => (i === j ? value + shift : value)))).loss;
    const slope = ((await lossAt(1e-5)) - (await lossAt(-1e-5))) / 2e-5;
    expect(gradient[j]).toBeCloseTo(slope, 8);
  }
});

it("the fit on sparse rows is the fit on the same rows with their zeros", async () => {
  const { dense, sparse, classes, classCount } = makeTexts(150, 40, 3);
  const options = { l2: 0.1, start: new Float64Array(41 * 3), tolerance: 1e-4 };
  const fitted = await fitSparseSoftmax({ x: sparse, classes, classCount }, options);
  const reference = await fitSoftmaxRegression({ x: dense, classes, classCount }, options, kernels);
  fitted.forEach((value, j) => {
    expect(value).toBeCloseTo(reference[j]!, 2);
  });
});

it("occurringColumns keeps every entry of the rows asked for, and only their columns", () => {
  const rows = fc.array(fc.nat(9), { maxLength: 8 });
  fc.assert(
    fc.property(fc.integer(), rows, (seed, asked) => {
      const { dense, sparse } = makeTexts(10, 30, 3, seed);
      const { columns, matrix: restricted } = occurringColumns(sparse, asked);
      const taken = takeRows(dense, asked);
      const kept = denseFromSparse(restricted);
      const sums = Array.from(
        { length: 30 },
        (_, j) => asked.filter((row) => dense.data[row * 30 + j] !== 0).length,
      );
      expect(Array.from(columns)).toEqual([...sums.keys()].filter((j) => sums[j]! > 0));
      asked.forEach((_, i) => {
        columns.forEach((column, j) => {
          expect(kept.data[i * columns.length + j]).toBe(taken.data[i * 30 + column]);
        });
      });
    }),
    { numRuns: 30 },
  );
});

it("weighs only the terms of labeled samples, and predicts as if all others had none", async () => {
  const { pool, training, context, sparse } = setUp(12);
  const model = await sparseLinear.fit(training, context);
  const { columns } = occurringColumns(sparse, training.rows);
  expect(columns.length).toBeLessThan(sparse.columns);
  expect(Array.from(model.parameters.subarray(0, columns.length))).toEqual(Array.from(columns));

  const all = new Float32Array((sparse.columns + 1) * 3);
  columns.forEach((column, i) => {
    const from = columns.length + i * 3;
    all.set(model.parameters.subarray(from, from + 3), column * 3);
  });
  all.set(model.parameters.subarray(-3), sparse.columns * 3);
  const logits = sparseLogits(all, sparse, 3);
  const proba = await sparseLinear.predictProba(model, wholePool(pool), context);
  for (let at = 1; at < proba.data.length; at++) {
    if (at % 3 === 0) continue;
    const ratio = Math.log(proba.data[at]! / proba.data[at - 1]!);
    expect(ratio).toBeCloseTo((logits.data[at]! - logits.data[at - 1]!) / model.temperature, 3);
  }
});

it("goes on from the last model though other terms occur, and ends where a cold fit ends", async () => {
  const { training, context, sparse } = setUp(60);
  const previous = await sparseLinear.fit(setUp(50).training, context);
  const warm = await sparseLinear.fit(training, { ...context, previous });
  expect([warm.heldOut, warm.chosen]).toEqual([null, previous.chosen]);
  const { columns, matrix: x } = occurringColumns(sparse, training.rows);
  const start = new Float64Array((columns.length + 1) * 3);
  const options = { l2: Number(warm.chosen.l2), start, tolerance: 1e-4 };
  const cold = await fitSparseSoftmax({ ...training, x }, options);
  cold.forEach((value, j) => {
    expect(warm.parameters[columns.length + j]).toBeCloseTo(value, 1);
  });
});

it("suits pools with term weights from a hundred labels on, and throws for samples without them", async () => {
  const { pool, training, context } = setUp(120);
  expect(sparseLinear.suits!(training, context)).toBe(true);
  expect(sparseLinear.suits!(setUp(99).training, context)).toBe(false);
  expect(sparseLinear.suits!(training, { ...context, pool: { ...pool, sparse: null } })).toBe(false);
  const model = await sparseLinear.fit(training, context);
  const samples = { ...wholePool(pool), sparse: null };
  await expect(sparseLinear.predictProba(model, samples, context)).rejects.toThrow(RangeError);
});

function setUp(labels: number) {
  const { dense, sparse, classes, classCount } = makeTexts(200, 150, 3);
  const pool = { embeddings: dense, sparse: sparse as SparseMatrix, graph: null };
  const rows = Int32Array.from({ length: labels }, (_, row) => row);
  const training = { x: takeRows(dense, rows), rows, classes: classes.subarray(0, labels), classCount };
  const context: LearnerContext = { kernels, pool, random: createRandom(0), previous: null, networks: null };
  return { pool, training, context, sparse };
}
