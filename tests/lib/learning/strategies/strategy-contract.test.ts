import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { NonFiniteError } from "@/lib/learning/errors";
import { type Matrix, matrix, rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { type RoundInput, runRound } from "@/lib/learning/round";
import { nearNeighbourThreshold } from "@/lib/learning/strategies/near-neighbours";
import { findStrategy, strategies } from "@/lib/learning/strategies/registry";
import type { SelectionRequest, StrategyPick } from "@/lib/learning/strategies/strategy";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { blobRequest, poolOf, requestOf, rowRange } from "./selection-request";

const kernels = createKernels();
afterAll(() => kernels.dispose());
const engine = { kernels, networks: null };
const request = await blobRequest(400, 40, kernels);
const large = await blobRequest(10_040, 40, kernels);
const nearThreshold = await nearNeighbourThreshold(request.pool.embeddings, 3, kernels);

const { embeddings } = makeBlobs(120, 8, 4, 0.25);
const twelve = request.labels.slice(0, 12);
const allOfOneClass = twelve.map(({ row }) => ({ row, classIndex: 0 }));
const identical = await requestOf(twins(120), twelve, 4, kernels);
const oddRequests = [
  identical,
  await requestOf(embeddings, allOfOneClass, 4, kernels),
  await requestOf(matrix(120, 8), twelve, 4, kernels),
  await requestOf(embeddings, twelve, 30, kernels),
];

/** Samples that are all the same (rows × 8). */
function twins(rows: number): Matrix {
  const same = matrix(rows, 8);
  for (let row = 0; row < rows; row++) same.data[8 * row] = 1;
  return same;
}

/** A round about the same pool, labels and candidates. */
function roundOf(strategy: string, changes: Partial<RoundInput> = {}): RoundInput {
  const { pool, labels, candidates, classCount } = request;
  return {
    pool,
    classCount,
    trainingLabels: labels,
    holdoutLabels: [],
    candidates,
    holdoutReserve: new Int32Array(0),
    holdoutAwaited: new Int32Array(0),
    holdoutSampling: "uniform",
    learner: "linear",
    strategy,
    previous: null,
    pinned: null,
    queueLength: 20,
    exploreShare: 0,
    holdoutShare: 0,
    served: { query: 0, explore: 0, holdout: 0 },
    guesses: null,
    seed: 3,
    ...changes,
  };
}

function expectValid(picks: readonly StrategyPick[], { candidates, count }: SelectionRequest): void {
  const allowed = new Set(candidates);
  expect(picks.length).toBeLessThanOrEqual(count);
  expect(new Set(picks.map(({ row }) => row)).size).toBe(picks.length);
  picks.forEach(({ row, score, propensity, strategy }, i) => {
    expect(allowed.has(row)).toBe(true);
    expect(Number.isFinite(score)).toBe(true);
    if (i > 0) expect(score).toBeLessThanOrEqual(picks[i - 1]!.score);
    expect(propensity).toBeGreaterThan(0);
    expect(propensity).toBeLessThanOrEqual(1);
    expect(strategy).not.toBe("");
  });
}

const inner = (m: Matrix, a: number, b: number) =>
  rowOf(m, a).reduce((sum, value, j) => sum + value * rowOf(m, b)[j]!, 0);

it("findStrategy names the known strategies when asked for another", () => {
  expect(() => findStrategy("guess")).toThrow(/no query strategy "guess".*auto, margin/);
});

it("every strategy has an id of its own", () => {
  expect(new Set(strategies.map(({ id }) => id)).size).toBe(strategies.length);
});

describe.each(strategies.map((strategy) => [strategy.id, strategy] as const))("%s", (id, strategy) => {
  it("names its source", () => {
    expect(strategy.reference).toMatch(/\d{4}/);
  });

  it("chooses the same batch from the same seed, whatever the order of the candidates", async () => {
    const first = await strategy.select(request, kernels);
    expect(await strategy.select(request, kernels)).toEqual(first);
    const order = createRandom(1).permutation(request.candidates.length);
    const candidates = order.map((i) => request.candidates[i]!);
    expect(await strategy.select({ ...request, candidates }, kernels)).toEqual(first);
  });

  it("fills the batch with distinct candidates, scores that never rise, and propensities", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 50 }), fc.nat(1000), async (count, seed) => {
        const asked = { ...request, count, seed };
        const picks = await strategy.select(asked, kernels);
        expectValid(picks, asked);
        expect(picks).toHaveLength(count);
      }),
      { numRuns: 4 },
    );
  });

  // A uniform order cannot keep neighbours apart and stay uniform, which the honest baseline must.
  it.skipIf(strategy.uniform)("puts no near neighbours into one batch", async () => {
    const asked = { ...request, nearThreshold };
    const picks = await strategy.select(asked, kernels);
    expectValid(picks, asked);
    expect(picks.length).toBeGreaterThan(10);
    for (const [i, { row }] of picks.entries()) {
      for (const earlier of picks.slice(0, i)) {
        expect(inner(request.pool.embeddings, row, earlier.row)).toBeLessThan(nearThreshold);
      }
    }
  });

  it("chooses from 1 to 10,000 candidates", async () => {
    const counts = fc.oneof(fc.constant(1), fc.constant(10_000), fc.integer({ min: 2, max: 9_999 }));
    await fc.assert(
      fc.asyncProperty(counts, async (available) => {
        const asked = { ...large, candidates: rowRange(40, 40 + available), count: 10 };
        const picks = await strategy.select(asked, kernels);
        expectValid(picks, asked);
        expect(picks).toHaveLength(Math.min(10, available));
      }),
      { numRuns: 3 },
    );
  });

  it("finds nothing where there is nothing to choose, and the only candidate where there is one", async () => {
    expect(await strategy.select({ ...request, candidates: new Int32Array(0) }, kernels)).toEqual([]);
    const one = { ...request, candidates: Int32Array.of(77), nearThreshold };
    expect((await strategy.select(one, kernels)).map(({ row }) => row)).toEqual([77]);
  });

  it("copes with one class, identical samples, constant features and more classes than labels", async () => {
    for (const odd of oddRequests) {
      const picks = await strategy.select(odd, kernels);
      expectValid(picks, odd);
      expect(picks).toHaveLength(20);
    }
    const apart = { ...identical, nearThreshold: 1 };
    if (!strategy.uniform) expect(await strategy.select(apart, kernels)).toHaveLength(1);
  });

  it("lets no NaN into a queue", async () => {
    const embeddings = matrix(400, 8, request.pool.embeddings.data.slice());
    embeddings.data[8 * 200] = Number.NaN;
    const round = runRound(roundOf(id, { pool: poolOf(embeddings) }), engine);
    if (!strategy.uniform) await expect(round).rejects.toBeInstanceOf(NonFiniteError);
    const probabilities = matrix(400, 4, request.probabilities!.data.slice());
    probabilities.data.fill(Number.NaN, 4 * 200, 4 * 201);
    for (const spoilt of [
      { ...request, pool: poolOf(embeddings) },
      { ...request, probabilities },
    ]) {
      const picks = await strategy.select(spoilt, kernels).catch((error: unknown) => error);
      if (Array.isArray(picks)) expectValid(picks, spoilt);
      else expect(picks).toBeInstanceOf(NonFiniteError);
    }
  });

  it.each([0, 40])("makes a full queue in a round with %i labels", async (labelCount) => {
    const trainingLabels = request.labels.slice(0, labelCount);
    const { queue } = await runRound(roundOf(id, { trainingLabels }), engine);
    expect(queue).toHaveLength(20);
    expect(new Set(queue.map(({ row }) => row)).size).toBe(20);
  });

  it("makes a round with an empty pool, no candidate, one class, or identical samples", async () => {
    const none = new Int32Array(0);
    const empty = { pool: poolOf(matrix(0, 8)), candidates: none, trainingLabels: [] };
    expect((await runRound(roundOf(id, empty), engine)).queue).toEqual([]);
    expect((await runRound(roundOf(id, { candidates: none }), engine)).queue).toEqual([]);
    const oneClass = request.labels.map(({ row }) => ({ row, classIndex: 0 }));
    expect((await runRound(roundOf(id, { trainingLabels: oneClass }), engine)).queue).toHaveLength(20);
    expect((await runRound(roundOf(id, { pool: poolOf(twins(400)) }), engine)).queue).toHaveLength(20);
  });
});
