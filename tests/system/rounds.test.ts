import { desc, eq, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { classCandidates, queueEntries, queues } from "@/db/schema/labeling";
import { encodings } from "@/db/schema/projects";
import { evaluations, modelVersions, rounds } from "@/db/schema/rounds";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/enqueue";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { takeLeases } from "@/lib/labeling/take-leases";
import { createRandom } from "@/lib/learning/random";
import { requestRound } from "@/lib/rounds/request-round";
import {
  type ArrangedProject,
  arrangeLabels,
  arrangeMoreTexts,
  arrangeProject,
} from "../setup/arrange-project";
import { startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";

const { next: random } = createRandom(1);

const app = await startApp();
const { db } = app;
afterAll(() => app.stop());

const topics = [
  "the team won the match after a late goal by the striker in the league",
  "the bank raised its interest rate as inflation hit the market and shares fell",
];

/** Every word of its topic, in an order of its own: row parity is the class. */
const textOf = (row: number) => {
  const words = topics[row % 2]!.split(" ");
  const turned = [...words.slice(row % words.length), ...words.slice(0, row % words.length)];
  return `${turned.slice(0, 8 + (row % 5)).join(" ")} ${row}`;
};
const textsOf = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => textOf(from + i));
const texts = textsOf(0, 240);

async function arrangeEncodedProject(): Promise<ArrangedProject> {
  const project = await arrangeProject(db, texts, { classNames: ["sport", "money"] });
  await enqueue(db, "encode", { projectId: project.projectId });
  await waitFor("the first queue", async () => {
    const [queue] = await db.select().from(queues).where(eq(queues.projectId, project.projectId));
    return queue;
  });
  return project;
}

/** Labels the next `count` samples of the queue with their true class; returns the sample ids. */
async function labelNext(project: ArrangedProject, count: number): Promise<number[]> {
  const { projectId, userId: annotatorId } = project;
  const { samples } = await takeLeases(db, { projectId, annotatorId, count, holding: [] }, random);
  for (const { sampleId } of samples) {
    const labelClassId = classOf(project, sampleId);
    const input = { action: "label" as const, sampleId, labelClassId, seconds: 1 };
    await recordAnnotation(db, { id: newId(), projectId, annotatorId, source: "annotator", input });
  }
  return samples.map(({ sampleId }) => sampleId);
}

function classOf(project: ArrangedProject, sampleId: number): string {
  return project.labelClassIds[project.sampleIds.indexOf(sampleId) % 2]!;
}

async function newestModel(projectId: string) {
  const [model] = await db
    .select()
    .from(modelVersions)
    .where(eq(modelVersions.projectId, projectId))
    .orderBy(desc(modelVersions.number))
    .limit(1);
  return model;
}

/** The newest model's evaluation, once that model knows of so many labels. */
function evaluationAt(projectId: string, labelsSpent: number) {
  return waitFor(`an evaluation after ${labelsSpent} labels`, async () => {
    const [found] = await db
      .select()
      .from(evaluations)
      .innerJoin(modelVersions, eq(modelVersions.id, evaluations.modelVersionId))
      .where(eq(evaluations.projectId, projectId))
      .orderBy(desc(modelVersions.number))
      .limit(1);
    return found?.model_versions.labelsSpent === labelsSpent ? found.evaluations : null;
  });
}

test("labels become a model, an evaluation on the holdout and a new queue without them", async () => {
  const project = await arrangeEncodedProject();
  const { projectId } = project;
  const labeled: number[] = [];
  for (let i = 0; i < 2; i++) labeled.push(...(await labelNext(project, 10)));
  await evaluationAt(projectId, 20);
  for (let i = 0; i < 2; i++) labeled.push(...(await labelNext(project, 10)));
  const evaluation = await evaluationAt(projectId, 40);
  expect(evaluation.holdoutCount).toBeGreaterThanOrEqual(8);
  expect(evaluation.accuracy).toBeGreaterThan(0.9);
  expect(evaluation.low).toBeLessThan(evaluation.accuracy);
  const points = await db.select().from(evaluations).where(eq(evaluations.projectId, projectId));
  expect(points.length).toBeGreaterThan(1);
  expect(new Set(points.map(({ holdoutCount }) => holdoutCount))).toEqual(new Set([evaluation.holdoutCount]));

  const [queue] = await db.select().from(queues).where(eq(queues.projectId, projectId));
  const live = await db
    .select()
    .from(queueEntries)
    .where(
      sql`${queueEntries.projectId} = ${projectId} and ${queueEntries.generation} = ${queue!.generation}`,
    );
  const model = await newestModel(projectId);
  expect(live.length).toBeGreaterThan(0);
  expect(live.filter(({ sampleId }) => labeled.includes(sampleId))).toEqual([]);
  expect(new Set(live.map(({ modelVersionId }) => modelVersionId))).toEqual(new Set([model!.id]));
  expect(new Set(live.map(({ slot }) => slot))).toEqual(new Set(["query", "explore", "holdout"]));

  const [blind, others] = [
    live.filter(({ slot }) => slot === "holdout"),
    live.filter(({ slot }) => slot !== "holdout"),
  ];
  expect(blind.filter(({ suggestedClassIds }) => suggestedClassIds !== null)).toEqual([]);
  const suggested = others.filter(
    ({ sampleId, suggestedClassIds }) => suggestedClassIds![0] === classOf(project, sampleId),
  );
  expect(suggested.length / others.length).toBeGreaterThan(0.9);
  const candidates = await waitFor("the class candidates of that queue or a later one", async () => {
    const found = await db.select().from(classCandidates).where(eq(classCandidates.projectId, projectId));
    return found.length > 0 && found[0]!.generation >= queue!.generation ? found : null;
  });
  expect(new Set(candidates.map(({ labelClassId }) => labelClassId))).toEqual(new Set(project.labelClassIds));
  expect(candidates.filter(({ sampleId }) => labeled.includes(sampleId))).toEqual([]);
  const right = candidates.filter(
    ({ sampleId, labelClassId }) => classOf(project, sampleId) === labelClassId,
  );
  expect(right.length / candidates.length).toBeGreaterThan(0.9);
});

test("a worker that is killed while encoding and training loses nothing", async () => {
  const project = await arrangeProject(db, texts, { classNames: ["sport", "money"] });
  const { projectId } = project;
  await enqueue(db, "encode", { projectId });
  await waitFor("the encoding to begin", () => db.$count(encodings, eq(encodings.projectId, projectId)));
  process.kill(app.workerPid()!, "SIGKILL");
  await waitFor("the queue that another worker made", async () => {
    const [queue] = await db.select().from(queues).where(eq(queues.projectId, projectId));
    return queue;
  });
  await labelNext(project, 12);
  await waitFor("a round to begin", () => db.$count(rounds, eq(rounds.projectId, projectId)));
  await requestRound(db, { projectId });
  process.kill(await waitFor("the worker", () => app.workerPid()), "SIGKILL");
  const model = await waitFor("a model of every training label", async () => {
    const found = await newestModel(projectId);
    return found && found.trainingLabels >= 6 ? found : null;
  });
  expect(model.trainingLabels).toBeLessThanOrEqual(12);
  const held = await db.$count(rounds, sql`project_id = ${projectId} and state = 'running'`);
  expect(held).toBe(0);
}, 180_000);

/** Newest first. */
function encodingsOf(projectId: string) {
  return db
    .select()
    .from(encodings)
    .where(eq(encodings.projectId, projectId))
    .orderBy(desc(encodings.startedAt));
}

async function killWorker(): Promise<void> {
  process.kill(await waitFor("the worker", () => app.workerPid()), "SIGKILL");
}

test("a worker that is killed while samples are appended, or neighbours found, leaves them to the next one", async () => {
  const before = await arrangeEncodedProject();
  const { projectId } = before;
  await labelNext(before, 10);
  await evaluationAt(projectId, 10);
  const [fitted] = await encodingsOf(projectId);

  const project = await arrangeMoreTexts(db, before, textsOf(240, 270));
  await enqueue(db, "encode", { projectId });
  await waitFor("the encoding of the new samples to begin", async () => {
    return (await encodingsOf(projectId))[0]?.rowCount === 270;
  });
  await killWorker();
  const appended = await waitFor("the new samples' embeddings", async () => {
    const [newest] = await encodingsOf(projectId);
    return newest?.rowCount === 270 && newest.state === "done" ? newest : null;
  });
  expect(appended).toMatchObject({ fittedRows: 240, encoderBlob: fitted!.encoderBlob });

  // As if the worker had been killed at this very moment, whatever it has done since.
  await db.update(encodings).set({ graphBlob: null }).where(eq(encodings.id, appended.id));
  await killWorker();
  await enqueue(db, "graph", { projectId });
  await waitFor(
    "the graph that another worker built",
    async () => (await encodingsOf(projectId))[0]?.graphBlob,
  );
  const done = (await encodingsOf(projectId)).filter(({ state }) => state === "done");
  expect(done.map(({ rowCount }) => rowCount)).toEqual([270, 240]);

  await labelNext(project, 10);
  expect((await evaluationAt(projectId, 20)).holdoutCount).toBeGreaterThan(0);
  const model = await newestModel(projectId);
  expect(model).toMatchObject({ encodingId: appended.id });
}, 240_000);

test("a worker that is killed while encoders are compared leaves that to the next one", async () => {
  const project = await arrangeEncodedProject();
  const { projectId } = project;
  const labels = Array.from({ length: 50 }, (_, row) => ({ row, classIndex: row % 2 }));
  await arrangeLabels(db, project, labels);
  await requestRound(db, { projectId });
  await waitFor(
    "the comparison to be asked for",
    async () => (await encodingsOf(projectId))[0]?.comparedAtLabels,
  );
  await killWorker();
  const compared = await waitFor("the reason for the encoder", async () => {
    const [newest] = await encodingsOf(projectId);
    return newest?.chosenBecause?.includes("on 50 labels") && newest.state === "done" ? newest : null;
  });
  expect(compared.comparedAtLabels).toBe(50);
  await waitFor("the job to end", async () => {
    const jobs = await db.execute(
      sql`select from graphile_worker.jobs where key = ${`compare:${projectId}`}`,
    );
    return jobs.rows.length === 0;
  });
}, 180_000);
