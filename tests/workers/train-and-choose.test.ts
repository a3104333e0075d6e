import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { storeGraph } from "@/lib/encodings/graph-blob";
import { writeShard } from "@/lib/encodings/shards";
import { buildNeighbourGraph } from "@/lib/learning/graph/build-graph";
import { learners } from "@/lib/learning/learners/registry";
import { createRandom } from "@/lib/learning/random";
import type { RowLabel } from "@/lib/learning/round";
import { createKernels } from "@/lib/onnx/kernels";
import { createFolderStore } from "@/lib/storage/folder-store";
import { createNetworks } from "@/lib/tensorflow/networks";
import { createModelCache } from "@/workers/model-cache";
import type { RoundRequest, StoredPool } from "@/workers/model-thread-protocol";
import { createPoolCache } from "@/workers/pool-cache";
import { trainAndChoose } from "@/workers/train-and-choose";
import { makeBlobs } from "../lib/learning/blobs";

const directory = mkdtempSync(join(tmpdir(), "winnow-rounds-"));
const blobs = createFolderStore(directory);
const kernels = createKernels();
const engine = { kernels, networks: createNetworks() };
afterAll(async () => {
  await kernels.dispose();
  rmSync(directory, { recursive: true });
});

const [rowCount, classCount] = [900, 4];
// So wide that classes overlap: what a solver leaves undone shows.
const { embeddings, classes } = makeBlobs(rowCount, 12, classCount, 0.35);
const graph = await buildNeighbourGraph(embeddings, kernels, createRandom(0));
const pool: StoredPool = {
  projectId: "p",
  encodingId: "e",
  shardBlobs: [await writeShard(blobs, embeddings)],
  sparseShardBlobs: null,
  graphBlob: await storeGraph(blobs, graph!),
  rowCount,
  dimensions: embeddings.columns,
};
const label = (row: number): RowLabel => ({ row, classIndex: classes[row]! });
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** A round that goes on from a stored model: 100 rows for the holdout, of the others the first `labelCount` labeled. */
function requestOf(learner: string, labelCount: number, previousBlob: string | null): RoundRequest {
  return {
    kind: "round",
    pool,
    poolRows: rowCount,
    previousBlob,
    pinnedBlob: null,
    recentPredictions: [],
    input: {
      task: "single",
      classCount,
      trainingLabels: rows(100, 100 + labelCount).map(label),
      holdoutLabels: rows(0, 50).map(label),
      candidates: Int32Array.from(rows(100 + labelCount, rowCount)),
      holdoutReserve: Int32Array.from(rows(50, 100)),
      holdoutAwaited: new Int32Array(0),
      holdoutSampling: "uniform",
      learner,
      strategy: "auto",
      queueLength: 40,
      exploreShare: 0.1,
      holdoutShare: 0.2,
      served: { query: labelCount, explore: 0, holdout: 50 },
      guesses: { plantedShare: 0.1, rejected: [{ row: 700, classIndex: classes[700]! }] },
      seed: 3,
    },
  };
}

/** What a worker has in memory: nothing, when it has just begun. */
function startWorker() {
  const tools = { blobs, pools: createPoolCache(blobs), models: createModelCache(blobs), engine };
  return (request: RoundRequest) => trainAndChoose(tools, request);
}

describe.each(learners.map(({ id }) => id))("with the learner %s", (learner) => {
  it("a worker that has just begun makes the round of one that went on, to the bit", async () => {
    const steady = startWorker();
    let previousBlob: string | null = null;
    // Some of these rounds search the learner's settings, and some keep them.
    for (const labelCount of [40, 44, 60, 64, 68]) {
      const request = requestOf(learner, labelCount, previousBlob);
      const { stages: _, ...goneOn } = await steady(request);
      const { stages: __, ...begun } = await startWorker()(request);
      expect(begun).toEqual(goneOn);
      expect(goneOn.queue).toHaveLength(40);
      previousBlob = goneOn.stored!.modelBlob;
    }
  });
});

it("where samples may have several classes, a worker that has just begun makes that round, too, to the bit", async () => {
  const steady = startWorker();
  let previousBlob: string | null = null;
  for (const labelCount of [40, 44, 60]) {
    const single = requestOf("linear", labelCount, previousBlob);
    const setOf = ({ row, classIndex }: RowLabel) => {
      return { row, classes: row % 3 === 0 ? [classIndex, (classIndex + 1) % classCount] : [classIndex] };
    };
    const { input } = single;
    if (input.task !== "single") throw new TypeError("Requests here are for one class a sample.");
    const [trainingLabels, holdoutLabels] = [input.trainingLabels.map(setOf), input.holdoutLabels.map(setOf)];
    const partialLabels = rows(300, 320).map((row) => ({ ...label(row), has: row % 2 === 0 }));
    const request: RoundRequest = {
      ...single,
      input: { ...input, task: "multi", trainingLabels, partialLabels, holdoutLabels },
    };
    const { stages: _, ...goneOn } = await steady(request);
    const { stages: __, ...begun } = await startWorker()(request);
    expect(begun).toEqual(goneOn);
    expect(goneOn.stored).toMatchObject({ learner: "one-vs-rest" });
    expect(goneOn.evaluation!.holdoutCount).toBe(50);
    previousBlob = goneOn.stored!.modelBlob;
  }
});
