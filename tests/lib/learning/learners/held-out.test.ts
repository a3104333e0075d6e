import { expect, it } from "vitest";
import { choosePenalty } from "@/lib/learning/learners/choose-penalty";
import { heldOutSample, splitsOf } from "@/lib/learning/learners/held-out";
import { matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";

const kernels = createKernels();

it.each([30, 80, 400])("splitsOf holds out %i labels as the search for a penalty does", async (count) => {
  const classes = Int32Array.from({ length: count }, (_, i) => i % 3);
  const rows = classes.map((_, i) => i);
  const training = { x: matrix(count, 1), rows, classes, classCount: 3 };
  const random = createRandom(7);
  const pool = { embeddings: training.x, sparse: null, graph: null };
  const context = { kernels, pool, random, previous: null, networks: null };
  const asked: number[][] = [];
  await choosePenalty(training, null, context, async () => (_inside, heldOut) => {
    asked.push([...heldOut]);
    return {
      parameterCount: 1,
      fit: async ({ start }) => start,
      logits: async () => matrix(heldOut.length, 3),
    };
  });
  const splits = splitsOf(classes, random).map(({ heldOut }) => Array.from(heldOut));
  expect(asked.slice(0, splits.length)).toEqual(splits);
});

it("many labels are searched on a sample, and held out from models that learned from half of all", async () => {
  const classes = Int32Array.from({ length: 4000 }, (_, i) => i % 3);
  const rows = classes.map((_, i) => i);
  const training = { x: matrix(4000, 1), rows, classes, classCount: 3 };
  const pool = { embeddings: training.x, sparse: null, graph: null };
  const context = { kernels, pool, random: createRandom(7), previous: null, networks: null };
  const learned: number[] = [];
  const { heldOut } = await choosePenalty(training, null, context, async () => (inside, asked) => {
    learned.push(inside.length);
    return {
      parameterCount: 1,
      fit: async ({ start }) => start,
      logits: async () => matrix(asked.length, 3),
    };
  });
  expect(learned.slice(-2)).toEqual([2000, 2000]);
  expect(Math.max(...learned.slice(0, -2))).toBeLessThan(760);
  expect(new Set(heldOut!.indices)).toEqual(new Set(heldOutSample(classes, createRandom(7))));
});
