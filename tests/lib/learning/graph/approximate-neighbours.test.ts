import fc from "fast-check";
import { expect, it } from "vitest";
import { approximateNeighbours, recallOf } from "@/lib/learning/graph/approximate-neighbours";
import { matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";

const kernels = createKernels();
const { embeddings } = makeBlobs(2000, 16, 20, 0.3);
const k = 11;
const truth = await kernels.nearestRows(embeddings, embeddings, k);
const search = (probes: number) => approximateNeighbours(embeddings, { k, probes }, createRandom(0), kernels);

it("finds what a comparison of all pairs finds when it looks into every cell", async () => {
  const found = await search(2000);
  expect(recallOf(found.indices, truth.indices, k)).toBeGreaterThan(0.999);
  found.similarities.forEach((similarity, at) => {
    expect(Math.abs(similarity - truth.similarities[at]!)).toBeLessThan(1e-5);
  });
});

it("finds more of the true neighbours the more cells it looks into, and nine in ten in eight of them", async () => {
  const [one, eight] = [await search(1), await search(8)];
  expect(recallOf(eight.indices, truth.indices, k)).toBeGreaterThan(0.9);
  expect(recallOf(one.indices, truth.indices, k)).toBeLessThan(recallOf(eight.indices, truth.indices, k));
  expect(await search(8)).toEqual(eight);
});

it("compares a row with all where its cells hold too few", async () => {
  const apart = matrix(4, 2, Float32Array.of(1, 0, 0.8, 0.6, 0, 1, -0.6, 0.8));
  const exact = await kernels.nearestRows(apart, apart, 3);
  const found = await approximateNeighbours(apart, { k: 3, probes: 1 }, createRandom(0), kernels);
  expect(found.indices).toEqual(exact.indices);
  found.similarities.forEach((similarity, at) => {
    expect(similarity).toBeCloseTo(exact.similarities[at]!, 6);
  });
});

it("lists no row twice, itself included where nothing equals it, whatever the pool holds", async () => {
  const pools = fc.record({ rows: fc.integer({ min: 2, max: 60 }), seed: fc.nat(1000), copies: fc.nat(30) });
  await fc.assert(
    fc.asyncProperty(pools, async ({ rows, seed, copies }) => {
      const x = makeBlobs(rows, 3, 4, 0.2, seed).embeddings;
      for (let row = 1; row <= Math.min(copies, rows - 1); row++) x.data.copyWithin(3 * row, 0, 3);
      const most = Math.min(11, rows);
      const { indices } = await approximateNeighbours(x, { k: most, probes: 2 }, createRandom(seed), kernels);
      for (let row = 0; row < rows; row++) {
        const own = indices.subarray(row * most, (row + 1) * most);
        expect(new Set(own).size).toBe(most);
        expect(own.every((other) => other >= 0 && other < rows)).toBe(true);
        if (row > copies) expect(own).toContain(row);
      }
    }),
    { numRuns: 40 },
  );
});

it("recallOf is the share of the true neighbours that are listed, in any order", () => {
  expect(recallOf(Int32Array.of(2, 1, 5, 6), Int32Array.of(1, 2, 5, 7), 2)).toBe(0.75);
});
