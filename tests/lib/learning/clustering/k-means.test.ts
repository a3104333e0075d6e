import { expect, it } from "vitest";
import { kMeans, membersOf } from "@/lib/learning/clustering/k-means";
import { kMeansPlusPlus } from "@/lib/learning/clustering/k-means-plus-plus";
import { rowPoints } from "@/lib/learning/clustering/row-points";
import { matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";

const kernels = createKernels();

it("kMeans finds the clusters that the points were made around", async () => {
  const { embeddings, classes } = makeBlobs(600, 16, 6, 0.02);
  const { clusters, similarities } = await kMeans(embeddings, 6, createRandom(0), kernels);
  const members = membersOf(clusters, 6);
  for (const cluster of members) expect(new Set(cluster.map((i) => classes[i])).size).toBe(1);
  expect(members.map(({ length }) => length)).toEqual([100, 100, 100, 100, 100, 100]);
  expect(Math.min(...similarities)).toBeGreaterThan(0.95);
});

it("kMeans takes the best of several runs, which splits no cluster", async () => {
  const { embeddings, classes } = makeBlobs(300, 20, 10, 0.05);
  for (let seed = 0; seed < 5; seed++) {
    const { clusters } = await kMeans(embeddings, 10, createRandom(seed), kernels, 20);
    for (const members of membersOf(clusters, 10)) {
      expect(new Set(members.map((i) => classes[i])).size).toBe(1);
    }
  }
});

it("kMeans makes no more clusters than there are rows", async () => {
  const { embeddings } = makeBlobs(3, 4, 3, 0.1);
  expect((await kMeans(embeddings, 10, createRandom(0), kernels)).centroids.rows).toBe(3);
});

it("kMeansPlusPlus draws by the squared distance to what has been drawn, and says how likely that was", async () => {
  const line = matrix(3, 1, Float32Array.of(0, 1, 3));
  const counts = new Int32Array(3);
  const draws = 4000;
  for (let seed = 0; seed < draws; seed++) {
    const [first, second] = await kMeansPlusPlus(rowPoints(line, kernels), 2, createRandom(seed));
    expect(first!.probability).toBeCloseTo(1 / 3, 12);
    if (first!.index !== 0) continue;
    counts[second!.index]! += 1;
    expect(second!.weight).toBe(second!.index === 1 ? 1 : 9);
    expect(second!.probability).toBeCloseTo(second!.index === 1 ? 0.1 : 0.9, 12);
  }
  const total = counts[1]! + counts[2]!;
  expect(counts[0]).toBe(0);
  // 0.1 with a standard error of about 0.008: four of them.
  expect(Math.abs(counts[1]! / total - 0.1)).toBeLessThan(0.033);
});

it("kMeansPlusPlus draws evenly among points that are all alike, and never one twice", async () => {
  const drawn = await kMeansPlusPlus(rowPoints(matrix(5, 2), kernels), 9, createRandom(1));
  expect(drawn.map(({ index }) => index).sort()).toEqual([0, 1, 2, 3, 4]);
  expect(drawn.map(({ probability }) => probability)).toEqual([1 / 5, 1 / 4, 1 / 3, 1 / 2, 1]);
});
