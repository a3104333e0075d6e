import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Matrix, matrix, rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { type RoundInput, type RowLabel, runRound } from "@/lib/learning/round";
import { nearThreshold } from "@/lib/learning/strategies/near-neighbours";
import { findStrategy, strategies } from "@/lib/learning/strategies/registry";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";

const kernels = createKernels();
const { embeddings, classes } = makeBlobs(400, 8, 4, 0.25);
const all = Int32Array.from({ length: 400 }, (_, row) => row);

function labelsOf(count: number): RowLabel[] {
  return Array.from({ length: count }, (_, row) => ({ row, classIndex: classes[row]! }));
}

function inputOf(strategy: string, labelCount: number, changes: Partial<RoundInput> = {}): RoundInput {
  return {
    embeddings,
    classCount: 4,
    trainingLabels: labelsOf(labelCount),
    holdoutLabels: [],
    candidates: all.slice(labelCount),
    holdoutReserve: new Int32Array(0),
    learner: "auto",
    strategy,
    previous: null,
    queueLength: 20,
    exploreShare: 0,
    holdoutShare: 0,
    served: { query: 0, explore: 0, holdout: 0 },
    seed: 3,
    ...changes,
  };
}

const inner = (m: Matrix, a: number, b: number) =>
  rowOf(m, a).reduce((sum, value, j) => sum + value * rowOf(m, b)[j]!, 0);

it("findStrategy names the known strategies when asked for another", () => {
  expect(() => findStrategy("guess")).toThrow(/no query strategy "guess".*auto, margin/);
});

describe.each(strategies.map((strategy) => [strategy.id, strategy] as const))("%s", (id, strategy) => {
  it("names its source", () => {
    expect(strategy.reference).toMatch(/\d{4}/);
  });

  it.each([0, 8, 40])("chooses the same queue from the same seed, with %i labels", async (labelCount) => {
    const [a, b] = [
      await runRound(inputOf(id, labelCount), kernels),
      await runRound(inputOf(id, labelCount), kernels),
    ];
    expect(b).toEqual(a);
  });

  it.each([0, 40])("does not depend on the order of the candidates, with %i labels", async (labelCount) => {
    const input = inputOf(id, labelCount, { exploreShare: 0.2 });
    const order = createRandom(1).permutation(input.candidates.length);
    const shuffled = order.map((i) => input.candidates[i]!);
    const [a, b] = [
      await runRound(input, kernels),
      await runRound({ ...input, candidates: shuffled }, kernels),
    ];
    expect(b.queue).toEqual(a.queue);
  });

  it("fills the batch with distinct candidates and gives each a finite score and a propensity", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 50 }),
        fc.nat(1000),
        async (n, size, seed) => {
          const input = inputOf(id, n, { queueLength: size, seed });
          const { queue, scores } = await runRound(input, kernels);
          expect(queue).toHaveLength(size);
          expect(new Set(queue.map(({ row }) => row)).size).toBe(size);
          for (const { row, score, propensity } of queue) {
            expect(row).toBeGreaterThanOrEqual(n);
            expect(Number.isFinite(score)).toBe(true);
            expect(propensity).toBeGreaterThan(0);
            expect(propensity).toBeLessThanOrEqual(1);
          }
          scores.forEach((score, row) => {
            if (row < n) expect(score).toBe(Number.NEGATIVE_INFINITY);
            else expect(Number.isFinite(score)).toBe(true);
          });
        },
      ),
      { numRuns: 5 },
    );
  });

  it("puts higher scores first", async () => {
    const { queue } = await runRound(inputOf(id, 40), kernels);
    const scores = queue.filter(({ slot }) => slot === "query").map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  // A uniform order cannot keep neighbours apart and stay uniform, which the honest baseline must.
  it.skipIf(strategy.uniform)("puts no near neighbours into one batch", async () => {
    const threshold = await nearThreshold(embeddings, 3, kernels);
    const queue = (await runRound(inputOf(id, 40), kernels)).queue.filter(({ slot }) => slot === "query");
    expect(queue.length).toBeGreaterThan(10);
    for (const [i, { row }] of queue.entries()) {
      for (const earlier of queue.slice(0, i))
        expect(inner(embeddings, row, earlier.row)).toBeLessThan(threshold);
    }
  });

  it("handles an empty pool, an empty candidate list, one class, and identical samples", async () => {
    const none = new Int32Array(0);
    const empty = { embeddings: matrix(0, 8), candidates: none, trainingLabels: [] };
    expect((await runRound(inputOf(id, 0, empty), kernels)).queue).toEqual([]);
    expect((await runRound(inputOf(id, 40, { candidates: none }), kernels)).queue).toEqual([]);
    const oneClass = labelsOf(40).map(({ row }) => ({ row, classIndex: 0 }));
    expect((await runRound(inputOf(id, 40, { trainingLabels: oneClass }), kernels)).queue).toHaveLength(20);
    const twins = matrix(400, 8);
    for (let row = 0; row < 400; row++) twins.data[8 * row] = 1;
    expect((await runRound(inputOf(id, 40, { embeddings: twins }), kernels)).queue).toHaveLength(20);
  });

  it("chooses from 1 to 10,000 candidates", async () => {
    const pool = makeBlobs(10_000, 4, 4, 0.5);
    const counts = fc.oneof(fc.constant(1), fc.constant(9_960), fc.integer({ min: 2, max: 9_959 }));
    await fc.assert(
      fc.asyncProperty(counts, async (count) => {
        const candidates = Int32Array.from({ length: count }, (_, i) => 40 + i);
        const input = inputOf(id, 40, { embeddings: pool.embeddings, candidates, queueLength: 10 });
        const { queue } = await runRound(input, kernels);
        expect(queue).toHaveLength(Math.min(10, count));
      }),
      { numRuns: 3 },
    );
  });
});
