import { describe, expect, it } from "vitest";
import { type RoundInput, type RowLabel, runRound } from "@/lib/learning/round";
import { createKernels } from "@/lib/onnx/kernels";
import { storedPart } from "@/lib/rounds/model-blob";
import { makeBlobs } from "./blobs";
import { poolWithViews } from "./pools";
import { poolOf } from "./strategies/selection-request";

const kernels = createKernels();
const engine = { kernels, networks: null };
const { embeddings, classes } = makeBlobs(500, 10, 3, 0.2);
const label = (row: number): RowLabel => ({ row, classIndex: classes[row]! });
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

const input: RoundInput = {
  pool: poolOf(embeddings),
  classCount: 3,
  trainingLabels: rows(0, 40).map(label),
  holdoutLabels: rows(40, 70).map(label),
  candidates: Int32Array.from(rows(100, 500)),
  holdoutReserve: Int32Array.from(rows(70, 100)),
  holdoutAwaited: new Int32Array(0),
  holdoutSampling: "uniform",
  learner: "auto",
  strategy: "auto",
  previous: null,
  pinned: null,
  queueLength: 50,
  exploreShare: 0.1,
  holdoutShare: 0.2,
  served: { query: 28, explore: 4, holdout: 8 },
  guesses: null,
  seed: 9,
};

describe("runRound", () => {
  it("fits, evaluates on the holdout, and interleaves the slots at their shares", async () => {
    const stages: string[] = [];
    const result = await runRound({ ...input, onStage: (stage) => stages.push(stage) }, engine);
    expect(stages).toEqual(["fit", "evaluate", "score", "choose"]);
    expect(result.model).toMatchObject({ dimensions: 10, classCount: 3 });
    expect(result.model!.learner).not.toBe("auto");
    expect(result.evaluation).toMatchObject({ holdoutCount: 30 });
    expect(result.evaluation!.accuracy).toBeGreaterThan(0.9);
    const count = (slot: string) => result.queue.filter((pick) => pick.slot === slot).length;
    expect([count("query"), count("explore"), count("holdout")]).toEqual([35, 5, 10]);
    expect(new Set(result.queue.slice(0, 10).map(({ slot }) => slot)).size).toBe(3);
    expect(new Set(result.queue.map(({ row }) => row)).size).toBe(50);
  });

  it("takes holdout rows from the reserve in its order, and never queries them", async () => {
    const { queue } = await runRound(input, engine);
    const holdout = queue.filter(({ slot }) => slot === "holdout").map(({ row }) => row);
    expect(holdout).toEqual(rows(70, 80));
    for (const { row, slot } of queue) expect(row >= 100).toBe(slot !== "holdout");
  });

  it("queues explore and holdout samples before there is any label, and has no model", async () => {
    const result = await runRound({ ...input, trainingLabels: [], holdoutLabels: [] }, engine);
    expect([result.model, result.evaluation]).toEqual([null, null]);
    expect(new Set(result.queue.map(({ slot }) => slot))).toEqual(new Set(["query", "explore", "holdout"]));
    expect(new Set(result.queue.map(({ strategy }) => strategy))).toEqual(new Set(["typical", "random"]));
  });

  it("stays with the cold start while there is one class, yet has a model", async () => {
    const oneClass = rows(0, 60).map((row) => ({ row, classIndex: 1 }));
    const result = await runRound({ ...input, trainingLabels: oneClass, holdoutLabels: [] }, engine);
    expect(result.model).not.toBeNull();
    expect(result.queue.some(({ strategy }) => strategy === "facility-location")).toBe(false);
  });

  it("fills the places of a source that has run dry from the others", async () => {
    const noReserve = await runRound({ ...input, holdoutReserve: new Int32Array(0) }, engine);
    expect(noReserve.queue).toHaveLength(50);
    const noCandidates = await runRound({ ...input, candidates: new Int32Array(0) }, engine);
    expect(noCandidates.queue.map(({ slot }) => slot)).toEqual(Array(30).fill("holdout"));
  });

  it("leaves the model its share of a pool smaller than the queue", async () => {
    const candidates = Int32Array.from(rows(100, 112));
    const { queue } = await runRound(
      { ...input, candidates, holdoutReserve: new Int32Array(0), holdoutShare: 0, queueLength: 200 },
      engine,
    );
    const explored = queue.filter(({ slot }) => slot === "explore");
    expect(queue).toHaveLength(12);
    expect(explored.length).toBeLessThanOrEqual(2);
  });

  it("draws the random arm uniformly: every candidate is first equally often", async () => {
    const [candidates, seeds] = [20, 2000];
    const firsts = new Int32Array(candidates);
    const pool = makeBlobs(candidates, 2, 2, 0.2);
    for (let seed = 0; seed < seeds; seed++) {
      const { queue } = await runRound(
        {
          ...input,
          pool: poolOf(pool.embeddings),
          trainingLabels: [],
          holdoutLabels: [],
          candidates: Int32Array.from(rows(0, candidates)),
          holdoutReserve: new Int32Array(0),
          strategy: "random",
          exploreShare: 1,
          holdoutShare: 0,
          queueLength: 1,
          served: { query: 0, explore: 0, holdout: 0 },
          seed,
        },
        engine,
      );
      expect(queue[0]).toMatchObject({ slot: "explore", propensity: 1 / candidates });
      firsts[queue[0]!.row]! += 1;
    }
    const expected = seeds / candidates;
    const chiSquare = firsts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // The 99.9 % point of chi-square with 19 degrees of freedom.
    expect(chiSquare).toBeLessThan(43.8);
  });

  it("gives explore picks the chance of a uniform draw", async () => {
    const { queue } = await runRound(input, engine);
    const explore = queue.filter(({ slot }) => slot === "explore");
    expect(explore.map(({ propensity }) => Math.round(1 / propensity))).toEqual([400, 399, 398, 397, 396]);
  });

  it("serves every slot even if each queue is replaced after two labels", async () => {
    const served = { ...input.served };
    for (let i = 0; i < 20; i++) {
      const round = { ...input, strategy: "random", queueLength: 2, served: { ...served } };
      for (const { slot } of (await runRound(round, engine)).queue) served[slot] += 1;
    }
    expect(served).toEqual({ query: 28 + 28, explore: 4 + 4, holdout: 8 + 8 });
  });

  it("makes of a model what it makes of the stored part of it, to the bit", async () => {
    const pool = await poolWithViews(embeddings, kernels);
    const first = await runRound({ ...input, pool, learner: "graph" }, engine);
    expect(first.model!.scores).not.toBeNull();
    const next = { ...input, pool, learner: "graph", trainingLabels: rows(0, 44).map(label) };
    next.holdoutLabels = rows(44, 70).map(label);
    const fromMemory = await runRound({ ...next, previous: first.model }, engine);
    const fromStore = await runRound({ ...next, previous: storedPart(first.model!) }, engine);
    expect(fromStore).toEqual(fromMemory);
  });

  it("refuses rows outside the pool or named twice, unknown classes and impossible shares", async () => {
    await expect(runRound({ ...input, candidates: Int32Array.of(500) }, engine)).rejects.toThrow(/Row 500/);
    await expect(runRound({ ...input, candidates: Int32Array.of(110, 110) }, engine)).rejects.toThrow(
      /Row 110 is a candidate twice/,
    );
    const named = [
      [{ trainingLabels: [label(5), label(8), label(5)] }, /Row 5 is a training label twice/],
      [{ holdoutLabels: [label(45), label(45)] }, /Row 45 is a holdout label twice/],
      [{ holdoutLabels: [label(45), label(39)] }, /Row 39 is both a training label and a holdout label/],
      [{ candidates: Int32Array.of(39) }, /Row 39 is both a training label and a candidate/],
      [{ candidates: Int32Array.of(75) }, /Row 75 is both a candidate and in the holdout reserve/],
      [{ holdoutReserve: Int32Array.of(50) }, /Row 50 is both a holdout label and in the holdout reserve/],
      [{ holdoutAwaited: Int32Array.of(75) }, /Row 75 is both in the holdout reserve and awaited/],
      [{ holdoutLabels: [{ row: Number.NaN, classIndex: 0 }] }, /Row NaN is outside the pool/],
    ] as const;
    for (const [changes, message] of named) {
      const round = runRound({ ...input, ...changes }, engine);
      await expect(round).rejects.toThrow(RangeError);
      await expect(round).rejects.toThrow(message);
    }
    const graph = { rows: 3, k: 1, neighbours: Int32Array.of(1, 2, 0), similarities: new Float32Array(3) };
    await expect(runRound({ ...input, pool: { ...input.pool, graph } }, engine)).rejects.toThrow(
      /graph of 3 rows for a pool of/,
    );
    const wrongClass = { ...input, trainingLabels: [{ row: 0, classIndex: 3 }] };
    await expect(runRound(wrongClass, engine)).rejects.toThrow(/Class 3/);
    await expect(runRound({ ...input, exploreShare: 0.9 }, engine)).rejects.toThrow(/sum to at most 1/);
    await expect(runRound({ ...input, strategy: "?" }, engine)).rejects.toMatchObject({
      code: "unknown-query-strategy",
    });
    await expect(runRound({ ...input, learner: "?" }, engine)).rejects.toMatchObject({
      code: "unknown-learner",
    });
  });
});
