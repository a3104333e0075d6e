import { expect, it } from "vitest";
import { coldStart, isCold, typicalShare } from "@/lib/learning/strategies/cold-start";
import { neighbourAgreement } from "@/lib/learning/strategies/neighbour-agreement";
import { typicalRows } from "@/lib/learning/strategies/typical";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { poolOf } from "./selection-request";

const kernels = createKernels();
const { embeddings, classes } = makeBlobs(600, 16, 6, 0.1);
const all = Int32Array.from({ length: 600 }, (_, row) => row);

it("typicalRows takes one sample of each cluster first", async () => {
  const picks = await typicalRows(embeddings, all, [], 6, 0, kernels);
  expect(new Set(picks.map(({ row }) => classes[row]))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  expect(picks.map(({ score }) => score)).toEqual(picks.map(({ score }) => score).sort((a, b) => b - a));
});

it("typicalRows leaves clusters that hold a label for later", async () => {
  const labeled = [0, 1, 2, 3];
  const picks = await typicalRows(embeddings, all.slice(4), labeled, 2, 0, kernels);
  expect(new Set(picks.map(({ row }) => classes[row]))).toEqual(new Set([4, 5]));
});

it("neighbourAgreement is 1 where clusters are classes and about 0 where classes are drawn by lot", async () => {
  const labels = Array.from({ length: 60 }, (_, row) => ({ row, classIndex: classes[row]! }));
  expect(await neighbourAgreement(embeddings, labels, kernels)).toBeCloseTo(1, 1);
  const lots = labels.map(({ row }) => ({ row, classIndex: ((row * 2654435761) % 7) % 2 }));
  expect(await neighbourAgreement(embeddings, lots, kernels)).toBeLessThan(0.35);
  expect(await neighbourAgreement(embeddings, labels.slice(0, 1), kernels)).toBe(0);
});

it("typicalShare begins at one half and follows the evidence", async () => {
  expect(await typicalShare(embeddings, [], kernels)).toBe(0.5);
  const agreeing = Array.from({ length: 18 }, (_, row) => ({ row, classIndex: classes[row]! }));
  expect(await typicalShare(embeddings, agreeing, kernels)).toBeGreaterThan(0.7);
  const contrary = agreeing.map(({ row }) => ({ row, classIndex: row < 6 ? 0 : 1 }));
  expect(await typicalShare(embeddings, contrary, kernels)).toBeLessThan(0.5);
});

it("isCold ends with twenty labels of two classes, unless many classes have been met only once", () => {
  const labels = (classIndexes: number[]) => classIndexes.map((classIndex, row) => ({ row, classIndex }));
  const halves = Array.from({ length: 20 }, (_, i) => i % 2);
  expect(isCold(labels(halves.slice(1)))).toBe(true);
  expect(isCold(labels(halves))).toBe(false);
  expect(isCold(labels(Array(50).fill(0)))).toBe(true);
  const once = (count: number) => labels([...halves, ...Array.from({ length: count }, (_, i) => 2 + i)]);
  expect(isCold(once(5))).toBe(false);
  expect(isCold(once(6))).toBe(true);
});

it("coldStart mixes typical and random picks from the first places on", async () => {
  const picks = await coldStart(
    { pool: poolOf(embeddings), candidates: all, labels: [], count: 20, seed: 1 },
    kernels,
  );
  expect(picks.filter(({ strategy }) => strategy === "typical")).toHaveLength(10);
  expect(new Set(picks.slice(0, 2).map(({ strategy }) => strategy))).toEqual(new Set(["typical", "random"]));
  for (const { strategy, propensity } of picks) expect(propensity === 1).toBe(strategy === "typical");
  expect(picks.map(({ score }) => score)).toEqual(picks.map((_, place) => 1 - place / 20));
});
