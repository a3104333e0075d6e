import { expect, it } from "vitest";
import { type SimulationInput, type SimulationPoint, simulate } from "@/lib/learning/simulate";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "./blobs";
import { poolOf } from "./strategies/selection-request";

const engine = { kernels: createKernels(), networks: null };
const pool = makeBlobs(300, 10, 4, 0.35, 1);
const test = makeBlobs(200, 10, 4, 0.35, 2);
const input: SimulationInput = {
  pool: poolOf(pool.embeddings),
  poolClasses: pool.classes,
  test: { embeddings: test.embeddings, sparse: null, rows: null },
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
