import { describe, expect, it } from "vitest";
import { predictedMemberships, scoreMemberships } from "@/lib/learning/evaluation/multi-label";
import {
  fitOneVsRest,
  type OneVsRestContext,
  predictMemberships,
  UNKNOWN,
} from "@/lib/learning/learners/one-vs-rest";
import { findLearner } from "@/lib/learning/learners/registry";
import { takeRows } from "@/lib/learning/matrix";
import { wholePool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { overlappingClasses } from "../overlapping-classes";
import { poolWithViews } from "../pools";

const kernels = createKernels();
const { embeddings, memberships } = overlappingClasses(400);
const pool = await poolWithViews(embeddings, kernels);
const context: OneVsRestContext = { kernels, pool, networks: null, random: createRandom(0), previous: null };

function labeled(count: number, known = memberships) {
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  return { x: takeRows(embeddings, rows), rows, memberships: known.slice(0, 3 * count), classCount: 3 };
}

describe.each(["linear", "graph", "prototype", "auto"])("one-vs-rest of %s", (id) => {
  it("learns classes that overlap", async () => {
    const models = await fitOneVsRest(findLearner(id), labeled(80), context);
    const proba = await predictMemberships(models, wholePool(pool), context);
    const scores = scoreMemberships(memberships, predictedMemberships(proba), 3);
    expect(scores.microF1).toBeGreaterThan(0.9);
    expect(scores.hammingLoss).toBeLessThan(0.08);
  });
});

it("gives a class that all labels have, or none, half a label's worth of doubt", async () => {
  const known = memberships.map((member, at) => (at % 3 === 1 ? 1 : at % 3 === 2 ? 0 : member));
  const models = await fitOneVsRest(findLearner("auto"), labeled(20, known), context);
  const proba = await predictMemberships(models, wholePool(pool), context);
  for (let i = 0; i < proba.rows; i++) {
    expect(proba.data[3 * i + 1]).toBeCloseTo(20 / 20.5, 5);
    expect(proba.data[3 * i + 2]).toBeCloseTo(0.5 / 20.5, 5);
  }
});

it("goes on from the last round's models, and needs a label", async () => {
  const previous = await fitOneVsRest(findLearner("linear"), labeled(40), context);
  const models = await fitOneVsRest(findLearner("linear"), labeled(44), { ...context, previous });
  expect(models.map(({ chosen }) => chosen)).toEqual(previous.map(({ chosen }) => chosen));
  const none = fitOneVsRest(findLearner("linear"), labeled(0), context);
  await expect(none).rejects.toMatchObject({ code: "no-labels" });
});

describe("rows of which only some classes are known", () => {
  const linear = findLearner("linear");
  /** The first 60 rows with all classes; the next 40 with the second class only. */
  const partly = memberships.map((member, at) => (at >= 3 * 60 && at % 3 !== 1 ? UNKNOWN : member));

  it("are learned from by the model of the known class as if it were labeled, and by no other", async () => {
    const [of60, of100, mixed] = [
      await fitOneVsRest(linear, labeled(60), context),
      await fitOneVsRest(linear, labeled(100), context),
      await fitOneVsRest(linear, labeled(100, partly), context),
    ];
    expect(mixed[0]).toEqual(of60[0]);
    expect(mixed[1]).toEqual(of100[1]);
    expect(mixed[2]).toEqual(of60[2]);
  });

  it("leave a class that nobody was asked about at a half, and its model is no start that misleads", async () => {
    const onlySecond = memberships.map((member, at) => (at % 3 === 1 ? member : UNKNOWN));
    const previous = await fitOneVsRest(linear, labeled(40, onlySecond), context);
    const proba = await predictMemberships(previous, wholePool(pool), context);
    expect(new Set(proba.data.filter((_, at) => at % 3 !== 1))).toEqual(new Set([0.5]));
    const [first] = await fitOneVsRest(linear, labeled(60), { ...context, previous });
    expect(first).toEqual((await fitOneVsRest(linear, labeled(60), context))[0]);
  });
});
