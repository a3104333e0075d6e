import { expect, it } from "vitest";
import { matrix } from "@/lib/learning/matrix";
import { entropy } from "@/lib/learning/strategies/entropy";
import { leastConfidence } from "@/lib/learning/strategies/least-confidence";
import { margin } from "@/lib/learning/strategies/margin";
import { random } from "@/lib/learning/strategies/random";
import type { QueryStrategy, SelectionRequest } from "@/lib/learning/strategies/strategy";
import { uncertaintyNorm } from "@/lib/learning/strategies/uncertainty-norm";
import { createKernels } from "@/lib/onnx/kernels";
import { poolOf } from "./selection-request";

const kernels = createKernels();
const request: SelectionRequest = {
  pool: poolOf(matrix(3, 1)),
  candidates: Int32Array.of(0, 1, 2),
  labels: [],
  classCount: 3,
  model: null,
  probabilities: matrix(3, 3, Float32Array.of(0.5, 0.25, 0.25, 0, 1, 0, 0.375, 0.375, 0.25)),
  summary: null,
  count: 3,
  nearThreshold: Number.POSITIVE_INFINITY,
  seed: 0,
};

/** The score of each candidate, by row. */
async function scoresOf(strategy: QueryStrategy, changes: Partial<SelectionRequest> = {}): Promise<number[]> {
  const picks = await strategy.select({ ...request, ...changes }, kernels);
  return picks.sort((a, b) => a.row - b.row).map(({ score }) => score);
}

it("margin is minus the gap between the two likeliest classes", async () => {
  expect(await scoresOf(margin)).toEqual([-0.25, -1, -0]);
});

it("least-confidence is the probability that the likeliest class is wrong", async () => {
  expect(await scoresOf(leastConfidence)).toEqual([0.5, 0, 0.625]);
});

it("entropy is in nats and 0 for certainty", async () => {
  const [first, second, third] = await scoresOf(entropy);
  expect(first).toBeCloseTo(1.5 * Math.log(2), 6);
  expect(second).toBe(0);
  expect(third).toBeCloseTo(-0.75 * Math.log(0.375) - 0.25 * Math.log(0.25), 6);
});

it("random draws each candidate with the chance of a uniform draw from those left", async () => {
  const picks = await random.select(request, kernels);
  expect(picks.map(({ propensity }) => propensity)).toEqual([1 / 3, 1 / 2, 1]);
});

it("uncertainty-norm is minus the norm of the probabilities, or of the scores that labels have spread", async () => {
  const [even, sure] = await scoresOf(uncertaintyNorm);
  expect(even).toBeCloseTo(-Math.sqrt(0.375), 7);
  expect(sure).toBe(-1);
  const scores = matrix(3, 3, Float32Array.of(0.3, 0.4, 0, 0, 0, 0, 1, 0, 0));
  const graph = {
    learner: "graph",
    dimensions: 1,
    classCount: 3,
    parameters: new Float32Array(0),
    temperature: 1,
    chosen: {},
    parts: [],
    heldOut: null,
    scores,
  };
  const spread = await scoresOf(uncertaintyNorm, { model: graph });
  expect(spread[0]).toBeCloseTo(-0.5, 7);
  expect(spread.slice(1)).toEqual([-0, -1]);
  const mix = { ...graph, learner: "mix", scores: null, parts: [graph] };
  expect(await scoresOf(uncertaintyNorm, { model: mix })).toEqual(spread);
});

it("a rule that needs a model refuses to choose without probabilities", async () => {
  await expect(margin.select({ ...request, probabilities: null }, kernels)).rejects.toThrow(RangeError);
});
