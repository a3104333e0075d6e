import { expect, it } from "vitest";
import { rowOf } from "@/lib/learning/matrix";
import { auto } from "@/lib/learning/strategies/auto";
import { facilityLocation } from "@/lib/learning/strategies/facility-location";
import { nearNeighbourThreshold } from "@/lib/learning/strategies/near-neighbours";
import type { StrategyPick } from "@/lib/learning/strategies/strategy";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { requestOf, rowRange } from "./selection-request";

const kernels = createKernels();
const { embeddings, classes } = makeBlobs(400, 8, 4, 0.25);
const labels = Array.from({ length: 40 }, (_, row) => ({ row, classIndex: classes[row]! }));

/** Ten of forty labels are the only ones of their class: a quarter of the samples is expected to be of new classes. */
const manyClasses = labels.map((label, i) => (i < 10 ? { ...label, classIndex: 4 + i } : label));
const request = { ...(await requestOf(embeddings, manyClasses, 20, kernels)), candidates: rowRange(40, 400) };

const isSought = ({ strategy }: StrategyPick) => strategy !== "facility-location";

it("is facility location where every class has two labels", async () => {
  const known = await requestOf(embeddings, labels, 4, kernels);
  expect(await auto.select(known, kernels)).toEqual(await facilityLocation.select(known, kernels));
});

it("seeks unknown classes at the share at which they are to be expected", async () => {
  const { length } = (await auto.select({ ...request, count: 80 }, kernels)).filter(isSought);
  expect(length).toBeGreaterThanOrEqual(19);
  expect(length).toBeLessThanOrEqual(21);
});

it("keeps that share in queues that are replaced after every three labels, where it is small", async () => {
  let sought = 0;
  for (let before = 40; before < 340; before += 3) {
    // One in twenty labels is the only one of its class.
    const known = Array.from({ length: before }, (_, i) => ({
      row: i % 40,
      classIndex: i < Math.round(before / 20) ? 1 + i : 0,
    }));
    const picks = await auto.select({ ...request, labels: known, count: 3 }, kernels);
    sought += picks.filter(isSought).length;
  }
  expect(sought).toBeGreaterThan(11);
  expect(sought).toBeLessThan(19);
});

it("keeps uncertain samples away from near neighbours of what is sought, which stays uniform", async () => {
  const nearThreshold = await nearNeighbourThreshold(embeddings, 3, kernels);
  const picks = await auto.select({ ...request, nearThreshold, count: 60 }, kernels);
  const asked = picks.filter(({ strategy }) => strategy === "facility-location");
  expect(asked.length).toBeGreaterThan(30);
  for (const { row } of asked) {
    for (const other of picks) {
      if (other.row === row) continue;
      const own = rowOf(embeddings, row);
      const similarity = rowOf(embeddings, other.row).reduce((sum, value, j) => sum + value * own[j]!, 0);
      expect(similarity).toBeLessThan(nearThreshold + 1e-6);
    }
  }
  const random = picks.filter(({ strategy }) => strategy === "random");
  expect(random.length).toBeGreaterThan(0);
  const places = picks.filter(isSought).map(({ row }) => row);
  for (const { row, propensity } of random)
    expect(propensity).toBeCloseTo(1 / (360 - places.indexOf(row)), 12);
});
