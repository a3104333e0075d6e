import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readGraph, storeGraph } from "@/lib/encodings/graph-blob";
import { readSparseShards, writeSparseShard } from "@/lib/encodings/sparse-shards";
import { stackSparse } from "@/lib/learning/linear-algebra/stack-sparse";
import { createFolderStore } from "@/lib/storage/folder-store";

const directory = mkdtempSync(join(tmpdir(), "winnow-shards-"));
const blobs = createFolderStore(directory);
afterAll(() => rmSync(directory, { recursive: true }));

/** [1 0 2; 0 0 0] and [0 3 0]. */
const upper = {
  rows: 2,
  columns: 3,
  starts: Int32Array.of(0, 2, 2),
  indices: Int32Array.of(0, 2),
  values: Float32Array.of(1, 2),
};
const lower = {
  rows: 1,
  columns: 3,
  starts: Int32Array.of(0, 1),
  indices: Int32Array.of(1),
  values: Float32Array.of(3),
};
const whole = {
  rows: 3,
  columns: 3,
  starts: Int32Array.of(0, 2, 2, 3),
  indices: Int32Array.of(0, 2, 1),
  values: Float32Array.of(1, 2, 3),
};

test("shards of term weights are read back as one matrix", async () => {
  const keys = [await writeSparseShard(blobs, upper), await writeSparseShard(blobs, lower)];
  expect(await readSparseShards(blobs, keys, 3)).toEqual(whole);
  await expect(readSparseShards(blobs, keys, 4)).rejects.toThrow("of 3 rows, not of 4");
});

test("sparse matrices of other widths are not stacked", () => {
  expect(stackSparse([upper, lower])).toEqual(whole);
  expect(() => stackSparse([upper, { ...lower, columns: 4 }])).toThrow(RangeError);
  expect(() => stackSparse([])).toThrow(RangeError);
});

test("a neighbour graph is read back to the bit", async () => {
  const graph = {
    rows: 2,
    k: 1,
    neighbours: Int32Array.of(1, 0),
    similarities: Float32Array.of(0.1, 0.1),
  };
  expect(await readGraph(blobs, await storeGraph(blobs, graph))).toEqual(graph);
});
