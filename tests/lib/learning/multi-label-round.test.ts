import { describe, expect, it } from "vitest";
import { predictMemberships } from "@/lib/learning/learners/one-vs-rest";
import { type MultiLabelRoundInput, runMultiLabelRound } from "@/lib/learning/multi-label-round";
import { wholePool } from "@/lib/learning/pool";
import { createKernels } from "@/lib/onnx/kernels";
import { storedPart } from "@/lib/rounds/model-blob";
import { overlappingClasses } from "./overlapping-classes";
import { poolOf } from "./strategies/selection-request";

const kernels = createKernels();
const engine = { kernels, networks: null };
const { embeddings, classesOf } = overlappingClasses(600);
const label = (row: number) => ({ row, classes: classesOf(row) });
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

const input: MultiLabelRoundInput = {
  pool: poolOf(embeddings),
  classCount: 3,
  trainingLabels: rows(0, 80).map(label),
  partialLabels: [],
  holdoutLabels: rows(80, 140).map(label),
  candidates: Int32Array.from(rows(180, 600)),
  holdoutReserve: Int32Array.from(rows(140, 180)),
  holdoutAwaited: new Int32Array(0),
  holdoutSampling: "uniform",
  learner: "auto",
  strategy: "auto",
  previous: null,
  pinned: null,
  queueLength: 50,
  exploreShare: 0.1,
  holdoutShare: 0.2,
  served: { query: 70, explore: 10, holdout: 20 },
  guesses: { plantedShare: 0.5, rejected: [] },
  seed: 9,
};

describe("runMultiLabelRound", () => {
  it("fits a model a class, evaluates on the holdout, and interleaves the slots at their shares", async () => {
    const stages: string[] = [];
    const result = await runMultiLabelRound({ ...input, onStage: (stage) => stages.push(stage) }, engine);
    expect(stages).toEqual(["fit", "evaluate", "score", "choose"]);
    expect(result.model).toMatchObject({ learner: "one-vs-rest", classCount: 3, dimensions: 8 });
    expect(result.model!.parts).toHaveLength(3);
    expect(result.evaluation!.holdoutCount).toBe(60);
    expect(result.evaluation!.accuracy).toBeGreaterThan(0.8);
    expect(result.evaluation!.macroF1).toBeGreaterThan(0.9);
    const count = (slot: string) => result.queue.filter((pick) => pick.slot === slot).length;
    expect([count("query"), count("explore"), count("holdout")]).toEqual([35, 5, 10]);
    expect(new Set(result.queue.map(({ row }) => row)).size).toBe(50);
    const asked = result.queue.filter(({ slot }) => slot === "query").map(({ strategy }) => strategy);
    expect(new Set(asked)).toEqual(new Set(["mean-max-loss"]));
  });

  it("suggests what the model says of each pick but the holdout's, and nothing where nobody asks", async () => {
    const guesses = { plantedShare: 0, rejected: [] };
    const { queue, model } = await runMultiLabelRound({ ...input, guesses }, engine);
    const { data } = await predictMemberships(model!.parts, wholePool(input.pool), {
      kernels,
      pool: input.pool,
    });
    const told = queue.filter(({ slot }) => slot !== "holdout");
    expect(queue.filter(({ slot }) => slot === "holdout").map(({ suggestion }) => suggestion)).toEqual(
      Array(10).fill(null),
    );
    for (const { row, suggestion } of told) {
      const likely = [0, 1, 2].filter((classIndex) => data[3 * row + classIndex]! > 0.5);
      const suggested = suggestion!.classes.map(({ classIndex }) => classIndex).toSorted((a, b) => a - b);
      expect(suggested).toEqual(likely);
    }
    expect(new Set(told.map(({ suggestion }) => suggestion!.classes.length)).size).toBeGreaterThan(1);
    const unasked = await runMultiLabelRound({ ...input, guesses: null }, engine);
    expect(unasked.queue.every(({ suggestion }) => suggestion === null)).toBe(true);
  });

  it("tells of every row the classes that it has rather than not", async () => {
    const { summary, model } = await runMultiLabelRound(input, engine);
    const { data } = await predictMemberships(model!.parts, wholePool(input.pool), {
      kernels,
      pool: input.pool,
    });
    const likely = rows(0, 600).map((row) => [0, 1, 2].filter((c) => data[3 * row + c]! > 0.5));
    expect(Array.from(summary!.classes, (place) => summary!.sets![place])).toEqual(likely);
    expect(new Set(likely.map(({ length }) => length)).size).toBeGreaterThan(1);
  });

  it("lists candidates that have a class rather than not, none of the holdout", async () => {
    const { classCandidates } = await runMultiLabelRound(input, engine);
    const { classes, rows, probabilities } = classCandidates;
    expect(new Set(classes)).toEqual(new Set([0, 1, 2]));
    const right = Array.from(rows).filter((row, i) => classesOf(row).includes(classes[i]!));
    expect(right.length / rows.length).toBeGreaterThan(0.9);
    expect(Math.min(...rows)).toBeGreaterThanOrEqual(180);
    expect(Math.min(...probabilities)).toBeGreaterThanOrEqual(0.5);
  });

  it("makes the same round from what is stored of the model before it", async () => {
    const { model } = await runMultiLabelRound(input, engine);
    const next = { ...input, trainingLabels: [...rows(0, 80), ...rows(180, 184)].map(label) };
    const candidates = Int32Array.from(rows(184, 600));
    const from = (previous: NonNullable<typeof model>) =>
      runMultiLabelRound({ ...next, candidates, previous }, engine);
    expect((await from(storedPart(model!))).queue).toEqual((await from(model!)).queue);
  });

  it("has no model before the first label, and stays with the cold start while labels are few", async () => {
    const without = await runMultiLabelRound({ ...input, trainingLabels: [] }, engine);
    expect([without.model, without.evaluation, without.holdoutPredictions]).toEqual([null, null, null]);
    expect(without.classCandidates.rows).toHaveLength(0);
    const few = await runMultiLabelRound({ ...input, trainingLabels: rows(0, 12).map(label) }, engine);
    expect(few.model).not.toBeNull();
    expect(few.queue.some(({ strategy }) => strategy === "mean-max-loss")).toBe(false);
  });

  it("asks in the way that was chosen, where it knows what several classes are", async () => {
    const strategies = async (strategy: string) => {
      const { queue } = await runMultiLabelRound({ ...input, strategy, exploreShare: 0 }, engine);
      return new Set(queue.filter(({ slot }) => slot === "query").map((pick) => pick.strategy));
    };
    expect(await strategies("cvirs")).toEqual(new Set(["cvirs"]));
    expect(await strategies("random")).toEqual(new Set(["random"]));
    expect(await strategies("margin")).toEqual(new Set(["mean-max-loss"]));
  });

  it("learns samples without any class as such", async () => {
    const none = rows(0, 80).map((row) => ({ row, classes: [] }));
    const { model, holdoutPredictions } = await runMultiLabelRound(
      { ...input, trainingLabels: none },
      engine,
    );
    expect(model).not.toBeNull();
    expect(Math.max(...holdoutPredictions!.probabilities.data)).toBeLessThan(0.1);
  });

  it("refuses a class there is none of, and a row that is trained on and measured on", async () => {
    const unknown = { ...input, trainingLabels: [{ row: 0, classes: [0, 3] }] };
    await expect(runMultiLabelRound(unknown, engine)).rejects.toThrow("Class 3 is none of the 3 classes.");
    const twice = { ...input, holdoutLabels: [label(0)] };
    await expect(runMultiLabelRound(twice, engine)).rejects.toThrow(
      "both a training label and a holdout label",
    );
  });

  it("runs on answers about single classes alone, and takes no class for one that nobody was asked about", async () => {
    const partialLabels = rows(180, 220).map((row) => {
      return { row, classIndex: 1, has: classesOf(row).includes(1) };
    });
    const { model, evaluation, classCandidates, queue } = await runMultiLabelRound(
      { ...input, trainingLabels: [], partialLabels },
      engine,
    );
    expect(model!.chosen.reason).toContain("40 of which were answered by themselves");
    expect(model!.chosen).toMatchObject({ because: "one-vs-rest", eachClass: "linear", partialLabels: 40 });
    expect(evaluation!.holdoutCount).toBe(60);
    expect(new Set(classCandidates.classes)).toEqual(new Set([1]));
    expect(Math.min(...classCandidates.rows)).toBeGreaterThanOrEqual(220);
    // All of them are open still, and may be asked for any class.
    expect(queue.some(({ row }) => row >= 180 && row < 220)).toBe(true);
  });

  it("refuses answers about what is labeled, measured on or not there, and two about the same", async () => {
    const asked = (...answers: [row: number, classIndex: number][]) => {
      const partialLabels = answers.map(([row, classIndex]) => ({ row, classIndex, has: true }));
      return runMultiLabelRound({ ...input, partialLabels }, engine);
    };
    await expect(asked([3, 1])).rejects.toThrow(
      "Row 3 and class 1 have an answer beside the label of the row.",
    );
    await expect(asked([90, 1])).rejects.toThrow("beside the label of the row");
    await expect(asked([150, 1])).rejects.toThrow("the row is of the holdout");
    await expect(asked([600, 1])).rejects.toThrow("are not there");
    await expect(asked([200, 3])).rejects.toThrow("are not there");
    await expect(asked([200, 1], [200, 1])).rejects.toThrow("Row 200 and class 1 have two answers.");
    expect((await asked([200, 1], [200, 2])).model).not.toBeNull();
  });
});
