import { expect, it } from "vitest";
import type { SparseMatrix } from "@/lib/learning/linear-algebra/sparse-matrix";
import { graphCovariance } from "@/lib/learning/strategies/graph-covariance";
import { graphVariance } from "@/lib/learning/strategies/graph-variance";
import { greedyReduction } from "@/lib/learning/strategies/greedy-reduction";
import { sigmaOpt } from "@/lib/learning/strategies/sigma-opt";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { requestOf } from "./selection-request";

/**
 * Twelve nodes in a ring whose edges weigh 1, 1.1, 1.2 …, and chords of weight 0.5 from 0, 3, 6 and 9 to the node
 * five further. Nodes 2 and 7 are labeled. The figures are numpy's: inv((D·1.001 − W) without rows and columns of
 * labeled nodes), and for each step the node that lowers its trace (or its sum) most when it is left out too,
 * inverting anew every time.
 */
function ringWithChords(): SparseMatrix {
  const edges: [number, number, number][] = [];
  for (let i = 0; i < 12; i++) edges.push([i, (i + 1) % 12, 1 + i / 10]);
  for (const i of [0, 3, 6, 9]) edges.push([i, (i + 5) % 12, 0.5]);
  const entries = edges.flatMap(([a, b, w]) => [
    { row: a, column: b, w },
    { row: b, column: a, w },
  ]);
  entries.sort((a, b) => a.row - b.row || a.column - b.column);
  const starts = Int32Array.from({ length: 13 }, (_, row) => entries.filter((e) => e.row < row).length);
  return {
    rows: 12,
    columns: 12,
    starts,
    indices: Int32Array.from(entries, ({ column }) => column),
    values: Float32Array.from(entries, ({ w }) => w),
  };
}

const free = Int32Array.of(0, 1, 3, 4, 5, 6, 8, 9, 10, 11);
const always = () => true;
const kernels = createKernels();

it("graphCovariance is the inverse that numpy finds", async () => {
  const covariance = await graphCovariance(ringWithChords(), free, kernels);
  const expected = [0.675206717, 0.321205802, 0.089059454, 0.167889116, 0.241411874, 0.165982033];
  expected.forEach((value, j) => {
    expect(covariance[j]).toBeCloseTo(value, 6);
  });
  const trace = free.reduce((sum, _, i) => sum + covariance[i * 10 + i]!, 0);
  expect(trace).toBeCloseTo(5.82583225, 5);
});

it("V-optimality takes the nodes that lower the trace of the inverse most, by as much", async () => {
  const gain = (c: { squares: number }, variance: number) => c.squares / variance;
  const picks = greedyReduction(
    await graphCovariance(ringWithChords(), free, kernels),
    free,
    4,
    gain,
    always,
  );
  expect(picks.map(({ row }) => row)).toEqual([11, 4, 1, 9]);
  [1.69606686, 1.09441383, 0.59646738, 0.59250551].forEach((score, i) => {
    expect(picks[i]!.score).toBeCloseTo(score, 5);
  });
});

it("Σ-optimality takes the nodes that lower the sum of the inverse most, by as much", async () => {
  const gain = (c: { sum: number }, variance: number) => c.sum ** 2 / variance;
  const picks = greedyReduction(
    await graphCovariance(ringWithChords(), free, kernels),
    free,
    4,
    gain,
    always,
  );
  expect(picks.map(({ row }) => row)).toEqual([11, 4, 9, 1]);
  [12.28870389, 4.24594825, 1.66702873, 1.01336722].forEach((score, i) => {
    expect(picks[i]!.score).toBeCloseTo(score, 4);
  });
});

it.each([graphVariance, sigmaOpt])("$id visits clusters without a label first", async (strategy) => {
  const { embeddings, classes } = makeBlobs(300, 16, 6, 0.1);
  const labels = [0, 1, 2, 3].map((row) => ({ row, classIndex: classes[row]! }));
  const request = await requestOf(embeddings, labels, 6, kernels);
  const picks = await strategy.select({ ...request, count: 2 }, kernels);
  expect(new Set(picks.map(({ row }) => classes[row]))).toEqual(new Set([4, 5]));
});
