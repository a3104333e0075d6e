import { expect, test } from "vitest";
import { createKernels } from "@/lib/onnx/kernels";
import { speedFigures, speedTable } from "../../bench/speed/figures";
import { neighbourRecall } from "../../bench/speed/neighbour-recall";
import { speedParts } from "../../bench/speed/parts";
import { roundInput } from "../../bench/speed/round-speed";
import { makePool } from "../../bench/speed/speed-pool";

test("the speed pool has rows of length 1 and classes that differ in direction", () => {
  const { embeddings, classes, classCount } = makePool(500, 64, 4);
  expect([embeddings.rows, embeddings.columns, classes.length, classCount]).toEqual([500, 64, 500, 4]);
  const row = (i: number) => embeddings.data.subarray(i * 64, (i + 1) * 64);
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, j) => sum + value * b[j]!, 0);
  let [within, between, pairs, others] = [0, 0, 0, 0];
  for (let i = 0; i < 500; i++) {
    expect(dot(row(i), row(i))).toBeCloseTo(1, 5);
    for (let j = 0; j < i; j++) {
      const isSame = classes[i] === classes[j];
      if (isSame) [within, pairs] = [within + dot(row(i), row(j)), pairs + 1];
      else [between, others] = [between + dot(row(i), row(j)), others + 1];
    }
  }
  expect(within / pairs).toBeGreaterThan(0.01);
  expect(Math.abs(between / others)).toBeLessThan(0.008);
});

test("a round's rows are in one place only: labeled, open, or reserved for the holdout", () => {
  const pool = makePool(400, 8, 3);
  const input = roundInput(pool, 100, null);
  const rows = [
    ...input.trainingLabels.map(({ row }) => row),
    ...input.holdoutLabels.map(({ row }) => row),
    ...input.candidates,
    ...input.holdoutReserve,
  ];
  expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 400 }, (_, row) => row));
  expect(input.trainingLabels.length + input.holdoutLabels.length).toBe(100);
  expect(input.served.query + input.served.explore + input.served.holdout).toBe(100);
  expect(input.holdoutReserve.length / 300).toBeCloseTo(0.25, 1);
});

test("recall is 1 where all cells are searched, and its time is told", async () => {
  const kernels = createKernels({ threads: 1 });
  // 30 rows make 5 cells, fewer than are searched.
  const { recall, milliseconds } = await neighbourRecall(makePool(30, 8, 3).embeddings, kernels);
  await kernels.dispose();
  expect(recall).toBe(1);
  expect(milliseconds).toBeGreaterThan(0);
});

test("every figure is measured by one part, and every part's figures are in the table", () => {
  const measured = speedParts.flatMap(({ figures }) => figures);
  expect(measured.toSorted()).toEqual(Object.keys(speedFigures).toSorted());
});

test("the table sets what was measured beside what is asked and beside scikit-learn", () => {
  const table = speedTable({ scoreMillionMs: 265, encodeImagesPerSecond: 2000, approximateRecall: 0.9154 });
  const rows = table.split("\n").filter((line) => line.startsWith("| "));
  expect(rows.slice(2)).toEqual([
    "| score 1,000,000 × 384, 10 classes: softmax, margin, top 200 | 265 ms | 250 ms | 1.06 | 530 ms | 0.50 |",
    "| learn an encoder and encode 60,000 images of 28 × 28 | 2,000 a second | 1,000 a second | 0.50 | - | - |",
    "| its recall of the 10 nearest | 0.915 | - | - | - | - |",
  ]);
});
