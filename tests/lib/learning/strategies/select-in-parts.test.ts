import { afterAll, describe, expect, it } from "vitest";
import type { Kernels } from "@/lib/learning/kernels";
import { matrix, rowOf } from "@/lib/learning/matrix";
import { nearNeighbourThreshold } from "@/lib/learning/strategies/near-neighbours";
import { findStrategy } from "@/lib/learning/strategies/registry";
import { selectInParts } from "@/lib/learning/strategies/select-in-parts";
import type { SelectionRequest } from "@/lib/learning/strategies/strategy";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { poolOf, rowRange } from "./selection-request";

const kernels = createKernels();
afterAll(() => kernels.dispose());

function requestAbout(rows: number, changes: Partial<SelectionRequest> = {}): SelectionRequest {
  const { embeddings, classes } = makeBlobs(rows, 8, 4, 0.25);
  return {
    pool: poolOf(embeddings),
    candidates: rowRange(10, rows),
    labels: Array.from({ length: 10 }, (_, row) => ({ row, classIndex: classes[row]! })),
    classCount: 4,
    model: null,
    probabilities: null,
    summary: null,
    count: 20,
    nearThreshold: Number.POSITIVE_INFINITY,
    seed: 5,
    ...changes,
  };
}

/** Takes the first rows; writes down what it was asked. */
function firstRows(asked: { rows: number; labeled: number; count: number }[]) {
  return async (rows: Int32Array, labeled: Int32Array, count: number) => {
    asked.push({ rows: rows.length, labeled: labeled.length, count });
    return Array.from(rows.subarray(0, count), (row) => ({ row, score: 1 - asked.length / 10 }));
  };
}

describe("selectInParts", () => {
  it("fills a large batch from parts of one size, half of each at most, given what it took before", async () => {
    const asked: { rows: number; labeled: number; count: number }[] = [];
    const picks = await selectInParts(requestAbout(1000, { count: 120 }), 100, firstRows(asked), kernels);
    expect(asked).toEqual([
      { rows: 100, labeled: 10, count: 50 },
      { rows: 100, labeled: 60, count: 50 },
      { rows: 100, labeled: 110, count: 20 },
    ]);
    expect(new Set(picks.map(({ row }) => row)).size).toBe(120);
  });

  it("takes every candidate where there are no more than wanted", async () => {
    const request = requestAbout(150, { count: 500 });
    const picks = await selectInParts(request, 100, firstRows([]), kernels);
    expect(picks.map(({ row }) => row).sort((a, b) => a - b)).toEqual(Array.from(request.candidates));
  });

  it("keeps the picks of one part away from those of another", async () => {
    const asked = requestAbout(3000, { count: 200 });
    const { embeddings } = asked.pool;
    const nearThreshold = await nearNeighbourThreshold(embeddings, 5, kernels);
    const rule = async (rows: Int32Array) => [{ row: rows[0]!, score: 1 }];
    const picks = await selectInParts({ ...asked, nearThreshold }, 40, rule, kernels);
    expect(picks.length).toBeGreaterThan(15);
    for (const [i, { row }] of picks.entries()) {
      for (const earlier of picks.slice(0, i)) {
        const other = rowOf(embeddings, earlier.row);
        const inner = rowOf(embeddings, row).reduce((sum, value, j) => sum + value * other[j]!, 0);
        expect(inner).toBeLessThan(nearThreshold);
      }
    }
  });

  it("ends with fewer where all candidates are alike", async () => {
    const twins = matrix(2000, 8);
    for (let row = 0; row < 2000; row++) twins.data[8 * row] = 1;
    const alike = requestAbout(2000, { pool: poolOf(twins), count: 300, nearThreshold: 0.99 });
    const rule = async (rows: Int32Array) => [{ row: rows[0]!, score: 1 }];
    expect(await selectInParts(alike, 100, rule, kernels)).toHaveLength(1);
  });
});

/** The same kernels, and the most numbers that a product of theirs has held. */
function measuredKernels(): Kernels & { largest: number } {
  const measured = {
    ...kernels,
    largest: 0,
    async multiply(...given: Parameters<Kernels["multiply"]>) {
      const product = await kernels.multiply(...given);
      measured.largest = Math.max(measured.largest, product.data.length);
      return product;
    },
  };
  return measured;
}

it.each([
  ["graph-variance", 800],
  ["sigma-opt", 800],
  ["probcover", 3000],
])(
  "%s fills a batch of thousands without comparing more than %i candidates with each other",
  async (id, size) => {
    const measured = measuredKernels();
    const request = requestAbout(6000, { count: size + 200 });
    const picks = await findStrategy(id).select(request, measured);
    expect(new Set(picks.map(({ row }) => row)).size).toBe(size + 200);
    expect(measured.largest).toBeLessThanOrEqual(size ** 2);
  },
);
