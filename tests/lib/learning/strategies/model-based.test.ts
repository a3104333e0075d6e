import { describe, expect, it } from "vitest";
import { matrix, rowOf } from "@/lib/learning/matrix";
import { bald } from "@/lib/learning/strategies/bald";
import { balancedPlaces, classBalancedMargin } from "@/lib/learning/strategies/class-balanced";
import { clusterMargin } from "@/lib/learning/strategies/cluster-margin";
import { committee } from "@/lib/learning/strategies/committee";
import { contrastive, meanDivergence } from "@/lib/learning/strategies/contrastive";
import { densityWeighted } from "@/lib/learning/strategies/density-weighted";
import { discriminative } from "@/lib/learning/strategies/discriminative";
import { inTurns } from "@/lib/learning/strategies/in-turns";
import { likeliestClass } from "@/lib/learning/strategies/likeliest-class";
import { negativeMargin } from "@/lib/learning/strategies/margin";
import { neverRising } from "@/lib/learning/strategies/never-rising";
import { probabilityEntropy } from "@/lib/learning/strategies/probability-entropy";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { blobRequest, poolOf, requestOf, rowRange } from "./selection-request";

const kernels = createKernels();
const request = await blobRequest(400, 40, kernels);

it("contrastive is KL(labeled ‖ candidate) in nats, averaged over the nearest labeled samples", async () => {
  const probabilities = matrix(3, 2, Float32Array.of(0.5, 0.5, 0.9, 0.1, 0.25, 0.75));
  const first = 0.5 * Math.log(0.5 / 0.25) + 0.5 * Math.log(0.5 / 0.75);
  const second = 0.9 * Math.log(0.9 / 0.25) + 0.1 * Math.log(0.1 / 0.75);
  expect(meanDivergence(probabilities, Int32Array.of(0, 1), 2)).toBeCloseTo((first + second) / 2, 6);
  expect(meanDivergence(probabilities, Int32Array.of(2), 2)).toBe(0);
  const sure = matrix(2, 2, Float32Array.of(1, 0, 0, 1));
  expect(meanDivergence(sure, Int32Array.of(0), 1)).toBeCloseTo(Math.log(1e12), 3);
});

it("contrastive puts first what is predicted unlike the labeled samples around it", async () => {
  const probabilities = matrix(400, 4);
  for (let row = 0; row < 400; row++)
    rowOf(probabilities, row)
      .fill(0.01)
      .fill(0.97, row % 4, (row % 4) + 1);
  rowOf(probabilities, 200).fill(0.01).fill(0.97, 1, 2);
  const apart = makeBlobs(400, 8, 4, 0.05).embeddings;
  const [first] = await contrastive.select({ ...request, pool: poolOf(apart), probabilities }, kernels);
  expect(first!.row).toBe(200);
});

it("density-weighted is entropy times (1 + the mean cosine to the pool)/2", async () => {
  const { pool, probabilities, candidates } = request;
  const picks = await densityWeighted.select({ ...request, count: candidates.length }, kernels);
  for (const { row, score } of picks.slice(0, 20)) {
    let similarity = 0;
    for (let other = 0; other < 400; other++) {
      const cosine = rowOf(pool.embeddings, row).reduce(
        (sum, value, j) => sum + value * rowOf(pool.embeddings, other)[j]!,
        0,
      );
      similarity += (1 + cosine) / 2 / 400;
    }
    expect(score).toBeCloseTo(probabilityEntropy(rowOf(probabilities!, row)) * similarity, 5);
  }
});

describe.each([bald, committee])("$id", (strategy) => {
  it("finds nothing to ask where members must agree, and scores no more than the entropy of the classes", async () => {
    const picks = await strategy.select({ ...request, count: 360 }, kernels);
    expect(picks[0]!.score).toBeGreaterThan(0);
    for (const { score } of picks) expect(score).toBeLessThanOrEqual(Math.log(4));
    const { embeddings, classes } = makeBlobs(200, 8, 4, 0.01);
    const labels = Array.from({ length: 80 }, (_, row) => ({ row, classIndex: classes[row]! }));
    const easy = await requestOf(embeddings, labels, 4, kernels);
    const [most] = await strategy.select(easy, kernels);
    expect(most!.score).toBeLessThan(picks[0]!.score / 3);
  });

  it("asks between the classes rather than within them", async () => {
    const picks = await strategy.select({ ...request, count: 30 }, kernels);
    const marginOf = (row: number) => negativeMargin(rowOf(request.probabilities!, row));
    const mean = (rows: number[]) => rows.reduce((sum, row) => sum + marginOf(row), 0) / rows.length;
    expect(mean(picks.map(({ row }) => row))).toBeGreaterThan(mean([...request.candidates]));
  });
});

it("discriminative looks first where nothing is labeled", async () => {
  const { embeddings, classes } = makeBlobs(400, 16, 4, 0.1);
  const rows = [...rowRange(0, 80)].filter((row) => classes[row]! < 3);
  const labels = rows.map((row) => ({ row, classIndex: classes[row]! }));
  const asked = {
    ...(await requestOf(embeddings, labels, 4, kernels)),
    candidates: rowRange(80, 400),
    count: 4,
  };
  const picks = await discriminative.select(asked, kernels);
  expect(classes[picks[0]!.row]).toBe(3);
  expect(picks[0]!.score).toBeGreaterThan(0.9);
});

it("cluster-margin takes from many clusters, all from the ten times as many least certain", async () => {
  const asked = { ...request, count: 12 };
  const picks = await clusterMargin.select(asked, kernels);
  const marginOf = (row: number) => negativeMargin(rowOf(request.probabilities!, row));
  const ranked = [...request.candidates].sort((a, b) => marginOf(b) - marginOf(a));
  const considered = new Set(ranked.slice(0, 120));
  for (const { row } of picks) expect(considered.has(row)).toBe(true);
  expect(picks.map(({ row }) => row)).not.toEqual(ranked.slice(0, 12));
});

it("inTurns goes round the lists", () => {
  expect(inTurns([[1, 2, 3], [], [4], [5, 6]])).toEqual([1, 4, 5, 2, 6, 3]);
});

it("neverRising holds scores to the lowest before them, in the order of the picks", () => {
  const picks = [{ score: 3 }, { score: 1 }, { score: 2 }, { score: 0 }];
  expect(neverRising(picks).map(({ score }) => score)).toEqual([3, 1, 1, 0]);
});

it("balancedPlaces fills up the classes with the fewest labels, as far as samples are available", () => {
  const labels = [0, 0, 0, 1].map((classIndex, row) => ({ row, classIndex }));
  expect(balancedPlaces(labels, [9, 9, 1], 5)).toEqual([2, 1, 1, 0, 1]);
  expect(balancedPlaces(labels, [1, 0, 1], 5)).toEqual([2, 0]);
});

it("class-balanced asks for classes that are rare among the labels, by margin within each", async () => {
  const { embeddings, classes } = makeBlobs(400, 16, 4, 0.15);
  const rows = [...rowRange(0, 120)].filter((row) => classes[row]! < 2 || row < 12);
  const labels = rows.map((row) => ({ row, classIndex: classes[row]! }));
  const asked = { ...(await requestOf(embeddings, labels, 4, kernels)), candidates: rowRange(120, 400) };
  const picks = await classBalancedMargin.select(asked, kernels);
  const predicted = picks.map(({ row }) => likeliestClass(rowOf(asked.probabilities!, row)));
  expect(predicted.every((k) => k >= 2)).toBe(true);
  expect(predicted.filter((k) => k === 2)).toHaveLength(10);
  const marginOf = (row: number) => negativeMargin(rowOf(asked.probabilities!, row));
  const ofTwo = picks.map(({ row }) => row).filter((_, i) => predicted[i] === 2);
  expect(ofTwo.map(marginOf)).toEqual(ofTwo.map(marginOf).sort((a, b) => b - a));
});
