import { afterAll, describe, expect, it } from "vitest";
import { chooseQueue } from "@/lib/learning/choose-queue";
import { type Matrix, matrix, rowOf } from "@/lib/learning/matrix";
import { createPredictionSummary } from "@/lib/learning/prediction-summary";
import type { QueuePick, RoundInput } from "@/lib/learning/round";
import { auto } from "@/lib/learning/strategies/auto";
import { farFrom } from "@/lib/learning/strategies/far-from";
import { margin } from "@/lib/learning/strategies/margin";
import { nearNeighbourThreshold } from "@/lib/learning/strategies/near-neighbours";
import { random } from "@/lib/learning/strategies/random";
import type { QueryStrategy } from "@/lib/learning/strategies/strategy";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "./blobs";
import { poolOf, rowRange } from "./strategies/selection-request";

const kernels = createKernels();
afterAll(() => kernels.dispose());

/** The first forty rows are labeled. A model that is given: the lower the row, the less sure. */
const labelCount = 40;
const margins = (rows: number) => {
  const summary = createPredictionSummary(rows);
  for (let row = 0; row < rows; row++) summary.margin[row] = row / rows;
  return summary;
};

function inputOf(embeddings: Matrix, candidates: Int32Array, changes: Partial<RoundInput> = {}): RoundInput {
  return {
    pool: poolOf(embeddings),
    classCount: 2,
    trainingLabels: Array.from({ length: labelCount }, (_, row) => ({ row, classIndex: row % 2 })),
    holdoutLabels: [],
    candidates,
    holdoutReserve: new Int32Array(0),
    holdoutAwaited: new Int32Array(0),
    holdoutSampling: "uniform",
    learner: "linear",
    strategy: "margin",
    previous: null,
    pinned: null,
    queueLength: 8,
    exploreShare: 0.25,
    holdoutShare: 0,
    served: { query: 0, explore: 0, holdout: 0 },
    guesses: null,
    seed: 0,
    ...changes,
  };
}

function choose(input: RoundInput, strategy: QueryStrategy): Promise<QueuePick[]> {
  const summary = margins(input.pool.embeddings.rows);
  return chooseQueue(input, strategy, { model: null, probabilities: null, summary }, kernels);
}

/** Distance of counts from equal ones; with n rows it has n - 1 degrees of freedom. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe("the random arm", () => {
  it("is uniform whatever the queues before it asked for: rows once passed over are as likely as any", async () => {
    const { embeddings } = makeBlobs(labelCount + 8, 6, 2, 0.3);
    const candidates = rowRange(labelCount, labelCount + 8);
    /** How often each row was the next of the random arm, by the row that a query had taken before. */
    const counts = new Map<number, number[]>();
    for (let seed = 0; seed < 3000; seed++) {
      const before = inputOf(embeddings, candidates, { seed, queueLength: 4 });
      const [first] = await choose(before, margin);
      expect(first!.slot).toBe("query");
      const after = { ...before, candidates: candidates.filter((row) => row !== first!.row) };
      after.trainingLabels = [...before.trainingLabels, { row: first!.row, classIndex: 0 }];
      after.served = { query: 1, explore: 0, holdout: 0 };
      const explore = (await choose(after, margin)).find(({ slot }) => slot === "explore")!;
      expect(explore.propensity).toBe(1 / 7);
      const known = counts.get(first!.row) ?? candidates.reduce((all) => [...all, 0], [] as number[]);
      known[explore.row - labelCount]! += 1;
      counts.set(first!.row, known);
    }
    expect(counts.size).toBeGreaterThan(1);
    for (const [taken, known] of counts) {
      if (known.reduce((sum, count) => sum + count, 0) < 300) continue;
      // The 99.99 % point of chi-square with 6 degrees of freedom.
      expect(chiSquare(known.filter((_, at) => at !== taken - labelCount))).toBeLessThan(27.9);
    }
  });

  it("holds what was drawn for it, and not what fills places that the query leaves empty", async () => {
    // All samples are one: after the first, whatever the query might ask for is too near.
    const twins = matrix(100, 4);
    for (let row = 0; row < 100; row++) twins.data[4 * row] = 1;
    const queue = await choose(inputOf(twins, rowRange(labelCount, 100), { queueLength: 20 }), margin);
    expect(queue).toHaveLength(20);
    const explore = queue.filter(({ slot }) => slot === "explore");
    expect(explore.map(({ propensity }) => Math.round(1 / propensity))).toEqual([60, 59, 58, 57, 56]);
    const query = queue.filter(({ slot }) => slot === "query");
    expect(new Set(query.map(({ strategy }) => strategy))).toEqual(new Set(["random"]));
    expect(query.map(({ propensity }) => Math.round(1 / propensity))).toEqual(query.map((_, i) => 55 - i));
  });
});

interface Draws {
  readonly strategy: QueryStrategy;
  readonly input: RoundInput;
  /** Whether the query's random rows are drawn among those that are not near the random arm, and before the rest. */
  readonly isApart: boolean;
}

/** Rounds in which picks are drawn at random in every way there is. */
const draws: [string, Draws][] = (() => {
  const { embeddings } = makeBlobs(labelCount + 60, 6, 4, 0.25);
  const candidates = rowRange(labelCount, labelCount + 40);
  const holdoutReserve = rowRange(labelCount + 40, labelCount + 60);
  const shares = { queueLength: 24, holdoutReserve, exploreShare: 0.2, holdoutShare: 0.2 };
  const input = inputOf(embeddings, candidates, shares);
  const { trainingLabels } = input;
  const few = { ...input, trainingLabels: trainingLabels.slice(0, 12) };
  // Every tenth label is the only one of its class.
  const met = trainingLabels.map((label, i) => (i % 10 === 0 ? { ...label, classIndex: 2 + i } : label));
  const unknown = { ...input, classCount: 42, trainingLabels: met, queueLength: 12, exploreShare: 0.4 };
  // Two clusters of equal samples: a query finds one of each at most.
  const equal = matrix(embeddings.rows, 6, embeddings.data.slice());
  for (let row = labelCount; row < equal.rows; row++)
    equal.data.set([row % 2, 1 - (row % 2), 0, 0, 0, 0], 6 * row);
  const narrow = { ...input, pool: poolOf(equal), queueLength: 12, exploreShare: 0.1 };
  return [
    ["at random", { strategy: random, input, isApart: false }],
    ["by a cold start", { strategy: margin, input: few, isApart: false }],
    ["while classes are unknown", { strategy: auto, input: unknown, isApart: true }],
    ["where the query finds too little", { strategy: margin, input: narrow, isApart: false }],
  ];
})();

/**
 * Horvitz & Thompson's estimator: where a row's propensity is the probability of its draw, its value divided by that,
 * and the values of what was drawn before, add up on average to the sum over all rows that could be drawn. Values
 * follow the margins, so that whatever the query's wishes do to a draw shows.
 */
describe.each(draws)("the propensities of a queue chosen %s", (_, { strategy, input, isApart }) => {
  const value = (row: number) => 1 / (1 + row - labelCount);
  const total = (rows: Iterable<number>) => Array.from(rows).reduce((sum, row) => sum + value(row), 0);

  it("are the frequencies with which rows are drawn", async () => {
    const { pool, candidates } = input;
    const nearThreshold = isApart ? await nearNeighbourThreshold(pool.embeddings, 0, kernels) : Infinity;
    const errors = new Map<string, number[]>();
    for (let seed = 0; seed < 1500; seed++) {
      const queue = await choose({ ...input, seed }, strategy);
      const explored = queue.filter(({ slot }) => slot === "explore");
      let query = queue.filter(({ slot }) => slot === "query");
      if (isApart) query = query.filter((pick) => pick.strategy !== "margin");
      const arm = explored.map(({ row }) => row);
      const rest = candidates.filter((row) => !arm.includes(row));
      const drawable = await farFrom(pool.embeddings, rest, arm, nearThreshold, kernels);
      for (const [picks, all] of [
        [explored, total(candidates)],
        [query, total(drawable)],
      ] as const) {
        picks.forEach(({ row, slot, propensity }, i) => {
          if (propensity === 1) return;
          const error = value(row) / propensity + total(picks.slice(0, i).map((pick) => pick.row)) - all;
          const place = `${slot} ${i}`;
          errors.set(place, [...(errors.get(place) ?? []), error]);
        });
      }
    }
    expect(errors.size).toBeGreaterThan(4);
    for (const [place, found] of errors) {
      const mean = found.reduce((sum, error) => sum + error, 0) / found.length;
      const variance = found.reduce((sum, error) => sum + (error - mean) ** 2, 0) / found.length;
      expect(Math.abs(mean), place).toBeLessThan(4.5 * Math.sqrt(variance / found.length) + 1e-9);
    }
  });
});

describe("the query", () => {
  const { embeddings } = makeBlobs(600, 6, 4, 0.2);
  const input = inputOf(embeddings, rowRange(labelCount, 500), {
    holdoutReserve: rowRange(500, 600),
    queueLength: 60,
    holdoutShare: 0.25,
  });
  const similarity = (a: number, b: number) =>
    rowOf(embeddings, a).reduce((sum, value, j) => sum + value * rowOf(embeddings, b)[j]!, 0);

  it("asks for nothing that is near to a row of the random arm in the same queue", async () => {
    const nearThreshold = await nearNeighbourThreshold(embeddings, 0, kernels);
    const queue = await choose(input, margin);
    const asked = queue.filter(({ strategy }) => strategy === "margin");
    const explored = queue.filter(({ slot }) => slot === "explore");
    expect(asked.length).toBeGreaterThan(20);
    expect(explored).toHaveLength(15);
    for (const { row } of asked) {
      for (const other of explored) expect(similarity(row, other.row)).toBeLessThan(nearThreshold);
    }
  });

  it("asks for the same whatever the holdout holds, and never for its rows", async () => {
    const asked = (queue: QueuePick[]) => queue.filter(({ slot }) => slot === "query");
    const queue = await choose(input, margin);
    const other = await choose({ ...input, holdoutReserve: rowRange(500, 600).reverse() }, margin);
    expect(other).not.toEqual(queue);
    expect(asked(other)).toEqual(asked(queue));
    expect(asked(queue).every(({ row }) => row < 500)).toBe(true);
  });

  it("is the same for candidates in any order", async () => {
    expect(await choose({ ...input, candidates: input.candidates.slice().reverse() }, margin)).toEqual(
      await choose(input, margin),
    );
  });
});
