import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NonFiniteError } from "@/lib/learning/errors";
import { matrix, rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import type { MultiLabelRequest } from "@/lib/learning/strategies/multi-label/multi-label-strategy";
import { findMultiLabelStrategy, multiLabelStrategies } from "@/lib/learning/strategies/multi-label/registry";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../../blobs";
import { poolOf, rowRange } from "../selection-request";

const kernels = createKernels();
const { embeddings } = makeBlobs(300, 6, 3, 0.3);
const random = createRandom(8);
const request: MultiLabelRequest = {
  pool: poolOf(embeddings),
  probabilities: matrix(
    300,
    5,
    Float32Array.from({ length: 1500 }, () => random.next()),
  ),
  labels: Array.from({ length: 20 }, (_, row) => ({ row, classes: row % 3 === 0 ? [] : [row % 5, 4] })),
  candidates: rowRange(20, 300),
  count: 15,
  nearThreshold: 0.95,
  seed: 1,
};

it("findMultiLabelStrategy names the known strategies when asked for another", () => {
  expect(() => findMultiLabelStrategy("guess")).toThrow(/"guess".*mean-max-loss, cvirs/);
});

describe.each(multiLabelStrategies)("$id", (strategy) => {
  it("names its source", () => {
    expect(strategy.reference).toMatch(/\d{4}/);
  });

  it("chooses the same batch whatever the order of the candidates", async () => {
    const first = await strategy.select(request, kernels);
    const order = createRandom(1).permutation(280);
    const candidates = order.map((i) => request.candidates[i]!);
    expect(await strategy.select({ ...request, candidates }, kernels)).toEqual(first);
  });

  it("takes distinct candidates with scores that never rise, near neighbours apart", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.nat(280), fc.nat(99), async (count, available, seed) => {
        const candidates = rowRange(20, 20 + available);
        const picks = await strategy.select({ ...request, candidates, count, seed }, kernels);
        expect(picks.length).toBeLessThanOrEqual(Math.min(count, available));
        expect(new Set(picks.map(({ row }) => row)).size).toBe(picks.length);
        picks.forEach(({ row, score, propensity }, i) => {
          expect(row >= 20 && row < 20 + available).toBe(true);
          expect(Number.isFinite(score)).toBe(true);
          expect(propensity).toBe(1);
          if (i > 0) expect(score).toBeLessThanOrEqual(picks[i - 1]!.score);
          for (const earlier of picks.slice(0, i)) {
            const other = rowOf(embeddings, earlier.row);
            const similarity = rowOf(embeddings, row).reduce((sum, value, j) => sum + value * other[j]!, 0);
            expect(similarity).toBeLessThan(0.95);
          }
        });
        const all = { ...request, candidates, count, seed, nearThreshold: Number.POSITIVE_INFINITY };
        expect(await strategy.select(all, kernels)).toHaveLength(Math.min(count, available));
      }),
      { numRuns: 20 },
    );
  });

  it("copes with no labels, one class, and 10,000 candidates", async () => {
    expect(await strategy.select({ ...request, labels: [] }, kernels)).toHaveLength(15);
    const one = { probabilities: matrix(300, 1, request.probabilities.data.slice(0, 300)), labels: [] };
    expect(await strategy.select({ ...request, ...one }, kernels)).toHaveLength(15);
    const large = makeBlobs(10_000, 4, 3, 0.5).embeddings;
    const probabilities = matrix(
      10_000,
      5,
      Float32Array.from({ length: 50_000 }, () => random.next()),
    );
    const many = { pool: poolOf(large), probabilities, candidates: rowRange(0, 10_000) };
    expect(await strategy.select({ ...request, ...many, nearThreshold: 2 }, kernels)).toHaveLength(15);
  });

  it("refuses NaN", async () => {
    const probabilities = matrix(300, 5, request.probabilities.data.slice());
    probabilities.data[700] = Number.NaN;
    const asked = strategy.select({ ...request, probabilities }, kernels);
    await expect(asked).rejects.toBeInstanceOf(NonFiniteError);
  });
});
