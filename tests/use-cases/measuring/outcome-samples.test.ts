import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { readQuality } from "@/db/queries/quality";
import { projects } from "@/db/schema/projects";
import { measurements } from "@/db/schema/rounds";
import { type HoldoutSample, type Outcome, outcomeSchema } from "@/lib/contracts/quality";
import { ACTIVE_TESTING } from "@/lib/learning/active-testing/draw-likely-mistakes";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { readOutcomeSamples } from "@/lib/measuring/read-outcome-samples";
import { handleOutlook } from "@/workers/handle-outlook";
import { arrangeMemberships, labelAsSet } from "../../setup/arrange-memberships";
import type { ArrangedProject } from "../../setup/arrange-project";
import { arrangeQuality } from "../../setup/arrange-quality";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";
import { codeOf, openApi } from "../api/open-api";
import { encodingHelpers } from "../encodings/encoding-helpers";
import { arrangeMember } from "../labeling/arrange";

const database = await createTestDatabase();
const { db } = database;
const { request, services } = openApi(database);
const stores = { db, blobs: services.blobs };

/** Of two classes: what each sample is labeled as, and how probable the model finds both. */
const samples = [
  { text: "both, found", labeled: [0, 1], probabilities: [0.9, 0.8] },
  { text: "the first, found more surely", labeled: [0], probabilities: [0.95, 0.1] },
  { text: "both, the first missed", labeled: [0, 1], probabilities: [0.4, 0.7] },
  { text: "the first, missed by the threshold", labeled: [0], probabilities: [0.5, 0.2] },
  { text: "the first, missed surely", labeled: [0], probabilities: [0.05, 0.1] },
  { text: "none, said the first", labeled: [], probabilities: [0.75, 0.2] },
  { text: "none, and none said", labeled: [], probabilities: [0.1, 0.1] },
];

/** Of the class at `position`: its text, the probability in percent, and the positions of its labels. */
async function samplesOf(project: ArrangedProject, position: number, outcome: Outcome) {
  const { projectId, labelClassIds } = project;
  const asked = { labelClassId: labelClassIds[position]!, outcome };
  const found = await readOutcomeSamples(stores, projectId, asked);
  return found.map(({ excerpt, probability, labelClassIds: labels }) => [
    excerpt,
    Math.round(probability * 100),
    labels.map((id) => labelClassIds.indexOf(id)),
  ]);
}

let project: ArrangedProject;

beforeAll(async () => {
  project = await arrangeMemberships(stores, { classNames: ["A", "B"], samples, trainingCounts: [9, 9] });
});

test("each outcome of a class has its samples, with their labels, what the model is surest about first", async () => {
  expect(await samplesOf(project, 0, "truePositive")).toEqual([
    ["the first, found more surely", 95, [0]],
    ["both, found", 90, [0, 1]],
  ]);
  expect(await samplesOf(project, 0, "falseNegative")).toEqual([
    ["the first, missed surely", 5, [0]],
    ["both, the first missed", 40, [0, 1]],
    ["the first, missed by the threshold", 50, [0]],
  ]);
  expect(await samplesOf(project, 0, "falsePositive")).toEqual([["none, said the first", 75, []]]);
  expect(await samplesOf(project, 1, "falsePositive")).toEqual([]);
});

test("the counts of a class are told with its precision and recall, and not where they were not counted yet", async () => {
  const { projectId } = project;
  const { outcomes, confusion, holdoutCount } = await readQuality(db, projectId);
  expect(confusion).toBeNull();
  expect(holdoutCount).toBe(samples.length);
  expect(outcomes).toEqual([
    { truePositives: 2, falseNegatives: 3, falsePositives: 1, trueNegatives: 1 },
    { truePositives: 2, falseNegatives: 0, falsePositives: 0, trueNegatives: 5 },
  ]);
  const older = await arrangeMemberships(stores, {
    classNames: ["A", "B"],
    samples: samples.slice(0, 2),
    trainingCounts: [0, 0],
  });
  await db
    .update(measurements)
    .set({ result: sql`result - 'outcomes'` })
    .where(eq(measurements.projectId, older.projectId));
  expect((await readQuality(db, older.projectId)).outcomes).toBeNull();
});

test("samples are those of the labels of today that precision is measured on", async () => {
  const changed = await arrangeMemberships(stores, {
    classNames: ["A", "B"],
    samples: samples.slice(0, 3),
    trainingCounts: [9, 9],
  });
  await labelAsSet(db, changed, 1, [1]);
  expect(await samplesOf(changed, 0, "falsePositive")).toEqual([["the first, found more surely", 95, [1]]]);
  expect(await samplesOf(changed, 0, "truePositive")).toEqual([["both, found", 90, [0, 1]]]);
  // What was drawn because the model is likely wrong about it measures active testing alone.
  await labelAsSet(db, changed, 0, [0, 1], { strategy: ACTIVE_TESTING, score: 3 });
  expect(await samplesOf(changed, 0, "truePositive")).toEqual([]);
});

test("leads and engineers get them, of a known outcome, and none of a foreign class or where a sample has one", async () => {
  const { projectId, labelClassIds } = project;
  const as = await arrangeMember(db, projectId, "engineer");
  const get = (labelClassId: string, outcome: string) =>
    request(`/projects/${projectId}/holdout-samples/${labelClassId}?outcome=${outcome}`, { as });
  const answered = (await (await get(labelClassIds[0]!, "falsePositive")).json()) as HoldoutSample[];
  expect(answered).toEqual([
    {
      sampleId: project.sampleIds[5],
      excerpt: "none, said the first",
      imageUrl: null,
      probability: 0.75,
      labelClassIds: [],
    },
  ]);
  expect(await codeOf(await get(labelClassIds[0]!, "trueNegative"))).toBe("invalid_request");
  const annotator = await arrangeMember(db, projectId, "annotator");
  const path = `/projects/${projectId}/holdout-samples/${labelClassIds[0]}?outcome=falsePositive`;
  expect((await request(path, { as: annotator })).status).toBe(403);
  const single = await arrangeQuality(db, {
    classNames: ["A", "B"],
    confusion: [
      [1, 1],
      [0, 1],
    ],
    trainingCounts: [1, 1],
  });
  expect(await (await get(single.labelClassIds[0]!, "truePositive")).json()).toEqual([]);
  expect(await samplesOf(single, 0, "truePositive")).toEqual([]);
});

test("the description of the API names the class and the outcomes", async () => {
  const as = await arrangeMember(db, project.projectId, "lead");
  const document = await (await request("/openapi.json", { as })).json();
  const { parameters } = document.paths["/api/v1/projects/{projectId}/holdout-samples/{labelClassId}"].get;
  expect(parameters).toMatchObject([
    { in: "path", name: "projectId", required: true },
    { in: "path", name: "labelClassId", required: true },
    { in: "query", name: "outcome", required: true, schema: { enum: outcomeSchema.options } },
  ]);
});

test("after a round as many samples open as are counted, and the counts are those of the measured scores", async () => {
  const worker = createInProcessWorker(db);
  const { arrangeEncoded, runRound } = encodingHelpers(db, worker);
  const trained = await arrangeEncoded(160);
  const { projectId } = trained;
  await db.update(projects).set({ task: "multi" }).where(eq(projects.id, projectId));
  const [seed, holdoutShare] = [1, 0.25];
  const setOf = (row: number) => (row % 5 === 0 ? [] : row % 7 === 0 ? [0, 1] : [row % 2]);
  for (let row = 0; row < 100; row++) {
    const slot = isHoldout(seed, row, holdoutShare) ? "holdout" : "query";
    await labelAsSet(db, trained, row, setOf(row), { slot });
  }
  await runRound(trained);
  await handleOutlook(worker, { projectId });
  const { outcomes, perClass, labelClasses, holdoutCount } = await readQuality(db, projectId);
  expect(holdoutCount).toBeGreaterThan(15);
  for (const [c, counts] of outcomes!.entries()) {
    const { truePositives, falseNegatives, falsePositives, trueNegatives } = counts;
    const { id } = labelClasses[c]!;
    const score = perClass.find(({ labelClassId }) => labelClassId === id)!;
    expect(score.support).toBe(truePositives + falseNegatives);
    expect(truePositives + falseNegatives + falsePositives + trueNegatives).toBe(holdoutCount);
    const opened = async (outcome: Outcome) =>
      (await readOutcomeSamples({ db, blobs: worker.blobs }, projectId, { labelClassId: id, outcome }))
        .length;
    expect(await opened("truePositive")).toBe(truePositives);
    expect(await opened("falseNegative")).toBe(falseNegatives);
    expect(await opened("falsePositive")).toBe(falsePositives);
  }
});
