import { expect, it } from "vitest";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { kCenter } from "@/lib/learning/strategies/k-center";
import { medoids } from "@/lib/learning/strategies/medoids";
import { coverByBalls, probcover, purityReach } from "@/lib/learning/strategies/probcover";
import type { SelectionRequest } from "@/lib/learning/strategies/strategy";
import { typicalityOf, typiclust } from "@/lib/learning/strategies/typiclust";
import { createKernels } from "@/lib/onnx/kernels";
import { poolOf, rowRange } from "./selection-request";

const kernels = createKernels();

/** Points on the unit circle at these angles in degrees. */
function onCircle(degrees: readonly number[]): Matrix {
  const points = matrix(degrees.length, 2);
  degrees.forEach((degree, i) => {
    points.data.set([Math.cos((degree * Math.PI) / 180), Math.sin((degree * Math.PI) / 180)], 2 * i);
  });
  return points;
}

const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180);

/** Three groups, each with one sample in its middle: rows 2, 7 and 10. */
const groups = onCircle([-6, -3, 0, 3, 6, 110, 113, 115, 117, 238, 240, 242]);
const middles = [2, 7, 10];

function requestAbout(embeddings: Matrix, changes: Partial<SelectionRequest> = {}): SelectionRequest {
  return {
    pool: poolOf(embeddings),
    candidates: rowRange(0, embeddings.rows),
    labels: [],
    classCount: 3,
    model: null,
    probabilities: null,
    summary: null,
    count: 3,
    nearThreshold: Number.POSITIVE_INFINITY,
    seed: 5,
    ...changes,
  };
}

it("k-center takes what is farthest from all that is labeled or picked", async () => {
  // On a half circle 0 is labeled: 180 is farthest, then 90 of both, then 45 and 135; 170 stays too near to count.
  const half = onCircle([0, 45, 90, 135, 170, 180]);
  const labels = [{ row: 0, classIndex: 0 }];
  const request = requestAbout(half, { labels, candidates: rowRange(1, 6), count: 4 });
  const picks = await kCenter.select(request, kernels);
  expect(picks.map(({ row }) => row)).toEqual([5, 2, 1, 3]);
  [4, 2, 2 - 2 * cos(45), 2 - 2 * cos(45)].forEach((squared, i) => {
    expect(picks[i]!.score).toBeCloseTo(squared, 5);
  });
  const all = await kCenter.select({ ...request, count: 5, nearThreshold: cos(20) }, kernels);
  expect(all.map(({ row }) => row)).toEqual([5, 2, 1, 3]);
});

it("k-center draws its first sample uniformly while nothing is labeled", async () => {
  const firsts = new Int32Array(4);
  for (let seed = 0; seed < 2000; seed++) {
    const request = requestAbout(onCircle([0, 90, 180, 270]), { count: 2, seed });
    const [first, second] = await kCenter.select(request, kernels);
    firsts[first!.row]! += 1;
    expect([first!.propensity, second!.propensity]).toEqual([1 / 4, 1]);
    expect(second!.row).toBe((first!.row + 2) % 4);
  }
  // 500 each with a standard deviation of about 19: four of them.
  for (const count of firsts) expect(Math.abs(count - 500)).toBeLessThan(78);
});

it("medoids takes the sample in the middle of each cluster, the largest cluster first", async () => {
  const picks = await medoids.select(requestAbout(groups), kernels);
  expect(picks[0]!.row).toBe(2);
  expect(Math.abs(picks[1]!.row - 6.5)).toBeLessThan(1);
  expect(picks[2]!.row).toBe(10);
});

it("typicality is the inverse of the mean distance to the neighbours, of the graph where there is one", async () => {
  const three = onCircle([0, 60, 90]);
  const chord = (degrees: number) => 2 * Math.sin((degrees * Math.PI) / 360);
  const typicality = await typicalityOf(poolOf(three), rowRange(0, 3), kernels);
  expect(typicality[0]).toBeCloseTo(2 / (chord(60) + chord(90)), 5);
  expect(typicality[1]).toBeCloseTo(2 / (chord(60) + chord(30)), 5);
  const graph = {
    rows: 3,
    k: 1,
    neighbours: Int32Array.of(1, 2, 1),
    similarities: Float32Array.of(cos(60), cos(30), cos(30)),
  };
  const nearest = await typicalityOf({ ...poolOf(three), graph }, rowRange(0, 3), kernels);
  expect(nearest[0]).toBeCloseTo(1 / chord(60), 5);
});

it("typiclust takes the most typical sample of each cluster, the largest cluster first", async () => {
  const picks = await typiclust.select(requestAbout(groups), kernels);
  expect(picks[0]!.row).toBe(2);
  expect(new Set(picks.map(({ row }) => groupOf(row))).size).toBe(3);
  expect(picks[2]!.row).toBe(10);
});

it("typiclust leaves clusters that hold a label for later", async () => {
  const labels = [{ row: 2, classIndex: 0 }];
  const candidates = rowRange(0, 12).filter((row) => row !== 2);
  const picks = await typiclust.select(requestAbout(groups, { labels, candidates, count: 2 }), kernels);
  expect(new Set(picks.map(({ row }) => groupOf(row)))).toEqual(new Set([1, 2]));
});

it("purityReach lets 19 of 20 balls stay within their cluster", () => {
  // Two samples of one cluster; the other has 18, of which the i-th is 0.01·i from being like the first two.
  const similarity = matrix(20, 20);
  const clusters = Int32Array.from({ length: 20 }, (_, i) => Number(i >= 2));
  for (let i = 2; i < 20; i++) {
    for (const j of [0, 1]) similarity.data.set([0.3 + i / 100], 20 * i + j);
  }
  for (const j of [0, 1]) for (let i = 2; i < 20; i++) similarity.data[20 * j + i] = 0.1;
  // Nearest others, sorted: 0.1, 0.1, 0.32, … 0.48, 0.49: only the last ball may reach it.
  expect(purityReach(similarity, clusters)).toBeCloseTo(0.48, 6);
  expect(purityReach(similarity, new Int32Array(20))).toBe(Number.NEGATIVE_INFINITY);
});

it("coverByBalls takes what covers most of what is left", () => {
  // A star around 1 (0 1 2 3), a pair (4 5) and a loner (6).
  const edges = [
    [0, 1],
    [1, 2],
    [1, 3],
    [4, 5],
  ];
  const similarity = matrix(7, 7);
  for (let i = 0; i < 7; i++) similarity.data[8 * i] = 1;
  for (const [a, b] of edges as [number, number][]) {
    similarity.data[7 * a + b] = 0.9;
    similarity.data[7 * b + a] = 0.9;
  }
  const picks = coverByBalls(similarity, 0.5, new Uint8Array(7), rowRange(10, 17), 0);
  expect(picks[0]).toEqual({ row: 11, score: 4 / 7 });
  expect([14, 15]).toContain(picks[1]!.row);
  expect(picks[1]!.score).toBe(2 / 7);
  expect(picks[2]).toEqual({ row: 16, score: 1 / 7 });
  expect(picks.slice(3).map(({ score }) => score)).toEqual([0, 0, 0, 0]);
  expect(new Set(picks.map(({ row }) => row)).size).toBe(7);
  const covered = coverByBalls(similarity, 0.5, Uint8Array.of(1, 1, 1, 1, 0, 0, 0), rowRange(10, 17), 0);
  expect(covered[0]!.score).toBe(2 / 7);
});

it("probcover covers each group with one ball, and none that a label covers", async () => {
  const picks = await probcover.select(requestAbout(groups), kernels);
  expect(new Set(picks.map(({ row }) => groupOf(row))).size).toBe(3);
  expect(picks.map(({ score }) => score)).toEqual([5 / 12, 4 / 12, 3 / 12]);
  const labels = [{ row: middles[0]!, classIndex: 0 }];
  const candidates = rowRange(0, 12).filter((row) => row !== middles[0]);
  const rest = await probcover.select(requestAbout(groups, { labels, candidates, count: 2 }), kernels);
  expect(rest.map(({ row }) => groupOf(row))).toEqual([1, 2]);
});

function groupOf(row: number): number {
  return row < 5 ? 0 : row < 9 ? 1 : 2;
}
