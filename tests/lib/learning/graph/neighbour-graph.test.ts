import fc from "fast-check";
import { expect, it } from "vitest";
import { affinityMatrix } from "@/lib/learning/graph/affinity";
import { approximateGraph, buildNeighbourGraph } from "@/lib/learning/graph/build-graph";
import type { NeighbourGraph } from "@/lib/learning/graph/neighbour-graph";
import { denseFromSparse } from "@/lib/learning/linear-algebra/sparse-matrix";
import { type Matrix, matrix, rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";

const kernels = createKernels();
const build = (embeddings: Matrix) => buildNeighbourGraph(embeddings, kernels, createRandom(0));

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

it("buildNeighbourGraph lists the ten nearest rows that a comparison of all pairs finds", async () => {
  const { embeddings } = makeBlobs(80, 6, 3, 0.4);
  const { k, neighbours, similarities } = (await build(embeddings))!;
  expect(k).toBe(10);
  for (let row = 0; row < 80; row++) {
    const all = Array.from({ length: 80 }, (_, other) => ({
      other,
      similarity: dot(rowOf(embeddings, row), rowOf(embeddings, other)),
    }));
    const nearest = all
      .filter(({ other }) => other !== row)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, 10);
    expect(Array.from(neighbours.subarray(row * 10, row * 10 + 10))).toEqual(
      nearest.map(({ other }) => other),
    );
    nearest.forEach(({ similarity }, at) => {
      expect(similarities[row * 10 + at]).toBeCloseTo(similarity, 5);
    });
  }
});

it("no row is its own neighbour, not even among exact duplicates, and none is listed twice", async () => {
  const twice = matrix(40, 3);
  for (let row = 0; row < 40; row++) twice.data.set(row < 25 ? [0, 0.6, 0.8] : [1, 0, 0], 3 * row);
  const { k, neighbours } = (await build(twice))!;
  for (let row = 0; row < 40; row++) {
    const own = neighbours.subarray(row * k, (row + 1) * k);
    expect(own).not.toContain(row);
    expect(new Set(own).size).toBe(k);
  }
});

it("a sample that is alone in its cell is joined to its nearest, and to no other", async () => {
  // Twenty samples near one direction, twenty near another, and the last as far from both.
  const embeddings = matrix(41, 3);
  for (let row = 0; row < 40; row++) {
    const angle = row / 1000;
    const near = [Math.cos(angle), Math.sin(angle), 0];
    embeddings.data.set(row < 20 ? near : [0, ...near.slice(0, 2)], 3 * row);
  }
  embeddings.data.set([Math.SQRT1_2, 0, -Math.SQRT1_2], 120);
  const { k, neighbours, similarities } = await approximateGraph(embeddings, 1, kernels, createRandom(0));
  const exact = (await build(embeddings))!;
  expect(Array.from(neighbours.subarray(40 * k))).toEqual(Array.from(exact.neighbours.subarray(40 * k)));
  expect(similarities[40 * k]).toBeCloseTo(Math.SQRT1_2, 5);
});

it("a pool of fewer than two samples has no graph, and a small one as many neighbours as there are", async () => {
  expect(await build(matrix(0, 3))).toBeNull();
  expect(await build(matrix(1, 3))).toBeNull();
  expect((await build(makeBlobs(4, 3, 2, 0.1).embeddings))!.k).toBe(3);
});

it("embeddings that are not finite are refused", async () => {
  const broken = makeBlobs(20, 3, 2, 0.1).embeddings;
  broken.data[4] = Number.NaN;
  await expect(build(broken)).rejects.toMatchObject({ code: "non-finite" });
});

/** Four points on the unit circle at 0°, 60°, 90° and 180°, each with its two nearest others. */
const fourPoints: NeighbourGraph = {
  rows: 4,
  k: 2,
  neighbours: Int32Array.of(1, 2, 2, 0, 1, 0, 2, 1),
  similarities: Float32Array.of(0.5, 0, Math.sqrt(0.75), 0.5, Math.sqrt(0.75), 0, 0, -0.5),
};

it("affinities of four points are those worked out by hand", () => {
  // Squared distances 2 − 2cos: 1 (60°), 2 (90°), 3 (120°), 2 − √3 (30°). Scales, to the second neighbour:
  // point 0: √2, 1: 1, 2: √2, 3: √3.
  const w01 = Math.exp((-4 * 1) / (Math.SQRT2 * 1));
  const w02 = Math.exp((-4 * 2) / (Math.SQRT2 * Math.SQRT2));
  const w12 = Math.exp((-4 * (2 - Math.sqrt(3))) / (1 * Math.SQRT2));
  const w13 = Math.exp((-4 * 3) / (1 * Math.sqrt(3)));
  const w23 = Math.exp((-4 * 2) / (Math.SQRT2 * Math.sqrt(3)));
  const expected = [0, w01, w02, 0, w01, 0, w12, w13, w02, w12, 0, w23, 0, w13, w23, 0];
  denseFromSparse(affinityMatrix(fourPoints)).data.forEach((weight, at) => {
    expect(weight).toBeCloseTo(expected[at]!, 6);
  });
});

const searches: [string, (embeddings: Matrix) => Promise<NeighbourGraph | null>][] = [
  ["all pairs", build],
  ["one cell", (embeddings) => approximateGraph(embeddings, 1, kernels, createRandom(0))],
  ["three cells", (embeddings) => approximateGraph(embeddings, 3, kernels, createRandom(0))],
];

it.each(searches)(
  "affinities are symmetric, positive and without a diagonal, sought in %s",
  async (_, search) => {
    const seeds = fc.record({ seed: fc.nat(1000), rows: fc.integer({ min: 2, max: 40 }) });
    await fc.assert(
      fc.asyncProperty(seeds, async ({ seed, rows }) => {
        const graph = (await search(makeBlobs(rows, 3, 2, 0.5, seed).embeddings))!;
        const affinities = affinityMatrix(graph);
        const { data } = denseFromSparse(affinities);
        expect(affinities.values.every((weight) => weight > 0 && weight <= 1)).toBe(true);
        for (let i = 0; i < rows; i++) {
          expect(data[i * rows + i]).toBe(0);
          for (let j = 0; j < i; j++) expect(data[i * rows + j]).toBe(data[j * rows + i]);
        }
      }),
      { numRuns: 25 },
    );
  },
);

it("a sample far from a dense cluster hangs on it by weights that are not 0", async () => {
  const embeddings = matrix(21, 3);
  for (let row = 0; row < 20; row++) embeddings.data.set([1, 0, 0], 3 * row);
  embeddings.data.set([0, 1, 0], 60);
  const affinities = denseFromSparse(affinityMatrix((await build(embeddings))!));
  const weights = rowOf(affinities, 20).filter((weight) => weight > 0);
  expect(weights).toHaveLength(10);
});
