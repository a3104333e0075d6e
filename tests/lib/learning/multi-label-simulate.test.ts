import { expect, it } from "vitest";
import { takeRows } from "@/lib/learning/matrix";
import { type MultiLabelSimulationInput, simulateMultiLabel } from "@/lib/learning/multi-label-simulate";
import type { SimulationPoint } from "@/lib/learning/spend-labels";
import { createKernels } from "@/lib/onnx/kernels";
import { overlappingClasses } from "./overlapping-classes";
import { poolOf } from "./strategies/selection-request";

const engine = { kernels: createKernels(), networks: null };
const { embeddings, classesOf } = overlappingClasses(500);
const rowsFrom = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
const setsOf = (rows: Int32Array) => Array.from(rows, (row) => ({ classes: classesOf(row) }));
const [pool, test] = [rowsFrom(0, 300), rowsFrom(300, 500)];
const input: MultiLabelSimulationInput = {
  encoder: "overlapping",
  pool: poolOf(takeRows(embeddings, pool)),
  test: { embeddings: takeRows(embeddings, test), sparse: null, rows: null },
  poolSets: setsOf(pool),
  testSets: setsOf(test),
  classCount: 3,
  strategy: "mean-max-loss",
  learner: "auto",
  budget: 50,
  batch: 20,
  seed: 0,
};

async function curveOf(changes: Partial<MultiLabelSimulationInput> = {}): Promise<SimulationPoint[]> {
  const points: SimulationPoint[] = [];
  for await (const point of simulateMultiLabel({ ...input, ...changes }, engine)) points.push(point);
  return points;
}

it.each(["mean-max-loss", "cvirs", "random"])(
  "%s learns sets of classes, point by point",
  async (strategy) => {
    const curve = await curveOf({ strategy });
    expect(curve.map(({ labels }) => labels)).toEqual([20, 40, 50]);
    // Of eight sets the likeliest is one sample in five.
    expect(curve.at(-1)!.accuracy).toBeGreaterThan(0.6);
    for (const { learner } of curve) expect(learner).toBe("one-vs-rest");
  },
);

it("a seed is replayed exactly, and another one differs", async () => {
  const [a, b, c] = [await curveOf(), await curveOf(), await curveOf({ seed: 1 })];
  expect(b).toEqual(a);
  expect(c).not.toEqual(a);
});

it("answers the oracle's sets: with the classes of other rows nothing is learned", async () => {
  const shuffled = input.poolSets.map((_, i, sets) => sets[(i * 7 + 13) % sets.length]!);
  const [right, wrong] = [(await curveOf()).at(-1)!, (await curveOf({ poolSets: shuffled })).at(-1)!];
  expect(wrong.accuracy).toBeLessThan(right.accuracy - 0.2);
});
