import { expect, it, vi } from "vitest";
import { buildNeighbourGraph } from "@/lib/learning/graph/build-graph";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { type SimulationInput, simulate } from "@/lib/learning/simulate";
import type { EncodedSamples, SimulationPoint } from "@/lib/learning/spend-labels";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "./blobs";
import { poolOf } from "./strategies/selection-request";

const kernels = createKernels();
const engine = {
  kernels,
  networks: null,
  buildGraph: (embeddings: Matrix) => buildNeighbourGraph(embeddings, kernels, createRandom(0, "graph")),
};
const pool = makeBlobs(300, 10, 4, 0.35, 1);
const test = makeBlobs(200, 10, 4, 0.35, 2);
const input: SimulationInput = {
  encoder: "blobs",
  pool: poolOf(pool.embeddings),
  poolClasses: pool.classes,
  test: { embeddings: test.embeddings, sparse: null, rows: null },
  alternatives: [],
  testClasses: test.classes,
  classCount: 4,
  strategy: "auto",
  learner: "auto",
  budget: 60,
  batch: 10,
  seed: 0,
};

async function curveOf(changes: Partial<SimulationInput>): Promise<SimulationPoint[]> {
  const points: SimulationPoint[] = [];
  for await (const point of simulate({ ...input, ...changes }, engine)) points.push(point);
  return points;
}

it("simulate yields a point after every batch, and learns", async () => {
  const curve = await curveOf({});
  expect(curve.map(({ labels }) => labels)).toEqual([10, 20, 30, 40, 50, 60]);
  expect(curve.at(-1)!.accuracy).toBeGreaterThan(curve[0]!.accuracy);
  for (const { learner } of curve) expect(learner).not.toBe("auto");
});

it("simulate replays a seed exactly, and another seed differs", async () => {
  const [a, b, c] = [await curveOf({}), await curveOf({}), await curveOf({ seed: 1 })];
  expect(b).toEqual(a);
  expect(c).not.toEqual(a);
});

it("simulate spends the last, smaller batch and stops when the pool is used up", async () => {
  expect((await curveOf({ budget: 25 })).map(({ labels }) => labels)).toEqual([10, 20, 25]);
  const whole = await curveOf({ budget: 1000, batch: 100, strategy: "margin" });
  expect(whole.map(({ labels }) => labels)).toEqual([100, 200, 300]);
});

it("simulate goes on when the first labels are all of one class", async () => {
  const sorted = Int32Array.from(pool.classes, (c) => (c === 3 ? 1 : 0));
  const curve = await curveOf({
    poolClasses: sorted,
    testClasses: test.classes.map((c) => (c === 3 ? 1 : 0)),
    batch: 1,
    budget: 8,
  });
  expect(curve).toHaveLength(8);
});

/** Embeddings that say nothing of the classes. */
function noise(): EncodedSamples {
  const random = createRandom(3);
  const rows = (count: number) => {
    return matrix(
      count,
      8,
      Float32Array.from({ length: count * 8 }, () => random.normal() / 3),
    );
  };
  return {
    encoder: "noise",
    pool: { embeddings: rows(300), sparse: null, graph: null },
    test: { embeddings: rows(200), sparse: null, rows: null },
  };
}

it("simulate changes to an encoder that proves better as soon as there are labels to compare by", async () => {
  const informed = { encoder: "blobs", pool: { ...input.pool, graph: null }, test: input.test };
  const buildGraph = vi.fn(engine.buildGraph);
  const changes = { ...noise(), alternatives: [informed], budget: 110 };
  const points: SimulationPoint[] = [];
  for await (const point of simulate({ ...input, ...changes }, { ...engine, buildGraph })) points.push(point);
  expect(points.map(({ encoder }) => encoder)).toEqual([
    ...Array.from({ length: 4 }, () => "noise"),
    ...Array.from({ length: 7 }, () => "blobs"),
  ]);
  expect(points[3]!.accuracy).toBeLessThan(0.5);
  expect(points[4]!.accuracy).toBeGreaterThan(0.8);
  // Of the chosen pool, once.
  expect(buildGraph.mock.calls).toEqual([[pool.embeddings]]);
});

it("simulate keeps an encoder that no alternative beats, and then plays as if there were none", async () => {
  const buildGraph = vi.fn(engine.buildGraph);
  const points: SimulationPoint[] = [];
  const compared = { ...input, alternatives: [noise()] };
  for await (const point of simulate(compared, { ...engine, buildGraph })) points.push(point);
  expect(points).toEqual(await curveOf({}));
  expect(buildGraph).not.toHaveBeenCalled();
});

it("simulate labels no row that is not a candidate, and tells what each model was trained on and predicts", async () => {
  const candidates = Int32Array.from({ length: 40 }, (_, i) => 2 * i);
  const told: { spent: number; right: number }[] = [];
  const curve = await curveOf({
    budget: 100,
    batch: 20,
    candidates,
    onModel: ({ rows, columns, data }, labels) => {
      expect(labels.every(({ row }) => candidates.includes(row))).toBe(true);
      const likeliest = (i: number) => {
        const row = Array.from(data.subarray(i * columns, (i + 1) * columns));
        return row.indexOf(Math.max(...row));
      };
      const right = test.classes.filter((classIndex, i) => likeliest(i) === classIndex).length;
      told.push({ spent: labels.length, right: right / rows });
    },
  });
  expect(told).toEqual(curve.map(({ labels, accuracy }) => ({ spent: labels, right: accuracy })));
  expect(curve.at(-1)!.labels).toBe(40);
});
