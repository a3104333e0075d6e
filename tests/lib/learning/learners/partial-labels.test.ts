import { expect, it } from "vitest";
import { fitOneVsRest, predictMemberships } from "@/lib/learning/learners/one-vs-rest";
import { findLearner } from "@/lib/learning/learners/registry";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { multiLabelTraining } from "@/lib/learning/multi-label-round";
import type { PartialLabel } from "@/lib/learning/partial-label";
import { wholePool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { poolOf } from "../strategies/selection-request";

const kernels = createKernels();
const [rowCount, columns, seeds] = [1600, 16, 6];
/** Rows below may be labeled or asked about; the others are measured on. */
const measuredFrom = 800;
const RARE = 1;

/** Noisy points, of which two in five have class 0, and three in a hundred class 1. */
function rarePool(seed: number) {
  const random = createRandom(seed, "rare");
  const embeddings = matrix(rowCount, columns);
  const classesOf = Array.from({ length: rowCount }, () =>
    [0, 1].filter((classIndex) => random.next() < (classIndex === RARE ? 0.03 : 0.4)),
  );
  classesOf.forEach((classes, i) => {
    const point = embeddings.data.subarray(columns * i, columns * (i + 1));
    for (let j = 0; j < columns; j++)
      point[j] = 0.35 * random.normal() + (j === 3 || classes.includes(j) ? 1 : 0);
    const length = Math.hypot(...point);
    for (let j = 0; j < columns; j++) point[j]! /= length;
  });
  return { embeddings, classesOf };
}

/** Average precision and mean log loss (nats) of the rare class on what is measured on. */
function measure({ data }: Matrix, classesOf: readonly number[][]) {
  const told = classesOf.map((classes, row) => ({ p: data[2 * row + RARE]!, has: classes.includes(RARE) }));
  const measured = told.slice(measuredFrom).sort((a, b) => b.p - a.p);
  const places = measured.flatMap(({ has }, place) => (has ? [place + 1] : []));
  const precision = places.reduce((sum, place, i) => sum + (i + 1) / place, 0) / places.length;
  const logLoss = measured.reduce((sum, { p, has }) => sum - Math.log(has ? p : 1 - p), 0) / measured.length;
  return [precision, logLoss] as const;
}

/** 80 labels; the same and 40 answers about the rare class, asked ten at a time of the likeliest; and 120 labels. */
async function measureSeed(seed: number) {
  const { embeddings, classesOf } = rarePool(seed);
  const pool = poolOf(embeddings);
  const context = { kernels, pool, networks: null, random: createRandom(seed), previous: null };
  const learn = async (labels: number, partialLabels: readonly PartialLabel[]) => {
    const trainingLabels = classesOf.slice(0, labels).map((classes, row) => ({ row, classes }));
    const training = multiLabelTraining(pool, { trainingLabels, partialLabels }, 2);
    const models = await fitOneVsRest(findLearner("linear"), training, context);
    return predictMemberships(models, wholePool(pool), context);
  };
  const before = await learn(80, []);
  const answers: PartialLabel[] = [];
  let asking = before;
  for (let turn = 0; turn < 4; turn++) {
    const open = Array.from({ length: measuredFrom - 80 }, (_, i) => 80 + i)
      .filter((row) => answers.every((answer) => answer.row !== row))
      .sort((a, b) => asking.data[2 * b + RARE]! - asking.data[2 * a + RARE]!);
    for (const row of open.slice(0, 10)) {
      answers.push({ row, classIndex: RARE, has: classesOf[row]!.includes(RARE) });
    }
    asking = await learn(80, answers);
  }
  return [before, asking, await learn(120, [])].map((probabilities) => measure(probabilities, classesOf));
}

it("answers about a rare class teach it more than as many labels do, and make its probabilities truer", async () => {
  const means = [
    [0, 0],
    [0, 0],
    [0, 0],
  ];
  for (let seed = 0; seed < seeds; seed++) {
    (await measureSeed(seed)).forEach((measured, i) => {
      measured.forEach((value, k) => {
        means[i]![k]! += value / seeds;
      });
    });
  }
  const [labels, asked, moreLabels] = means as [[number, number], [number, number], [number, number]];
  expect(asked[0]).toBeGreaterThan(labels[0] + 0.2);
  expect(asked[0]).toBeGreaterThan(moreLabels[0] + 0.1);
  expect(asked[1]).toBeLessThan(0.8 * labels[1]);
  expect(asked[1]).toBeLessThan(moreLabels[1]);
});
