import { expect, it } from "vitest";
import { rowOf } from "@/lib/learning/matrix";
import { farFrom } from "@/lib/learning/strategies/far-from";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { rowRange } from "./selection-request";

const kernels = createKernels();
const { embeddings } = makeBlobs(5000, 8, 4, 0.3);

const inner = (a: number, b: number) =>
  rowOf(embeddings, a).reduce((sum, value, j) => sum + value * rowOf(embeddings, b)[j]!, 0);

it.each([
  ["most of a pool", 1],
  ["few of it", 7],
])("farFrom leaves those of %s that are near to none of the others", async (_, every) => {
  const others = Int32Array.of(3, 77, 4000);
  const rows = rowRange(500, 5000).filter((row) => row % every === 0 && row % 5 > 0);
  const far = await farFrom(embeddings, rows, others, 0.7, kernels);
  expect(far.length).toBeGreaterThan(50);
  expect(Array.from(far)).toEqual(
    Array.from(rows).filter((row) => others.every((other) => inner(row, other) < 0.7)),
  );
});

it("farFrom leaves all rows where there are no others, or nothing counts as near", async () => {
  const rows = rowRange(0, 10);
  expect(await farFrom(embeddings, rows, [], 0.7, kernels)).toEqual(rows);
  expect(await farFrom(embeddings, rows, [1], Number.POSITIVE_INFINITY, kernels)).toEqual(rows);
});
