import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readQueueHealth } from "@/db/queries/queue-health";
import { listRounds } from "@/db/queries/rounds";
import { projects } from "@/db/schema/projects";
import { modelVersions } from "@/db/schema/rounds";
import { roundSummarySchema } from "@/lib/contracts/queue";
import { requestSamples } from "@/lib/labeling/request-samples";
import { arrangeEncoding, arrangeModel } from "../setup/arrange-model";
import { createTestDatabase } from "../setup/test-database";
import {
  arrangeBench,
  arrangeMember,
  expireLeases,
  idsOf,
  record,
  take,
} from "../use-cases/labeling/arrange";

const { db } = await createTestDatabase();

test("a queue tells what is labeled, held, stuck, skipped and flagged, and what comes next", async () => {
  const project = await arrangeBench(db, { samples: 8 });
  const other = await arrangeMember(db, project.projectId, "annotator");
  const [first, second, third, fourth] = project.sampleIds as [number, number, number, number];
  const labelClassId = project.classIds[0]!;
  await record(db, project, { action: "label", sampleId: first, labelClassId, seconds: 1 });
  await record(db, project, { action: "skip", sampleId: second, seconds: 1 });
  await record(db, project, { action: "flag", sampleId: third, seconds: 1, note: "torn" });
  // What one passes over is offered to the next.
  const held = await idsOf(take(db, project, 3, { as: other }));
  await expireLeases(db, [held[2]!]);
  const health = await readQueueHealth(db, project.projectId);
  expect(health).toMatchObject({
    samples: 8,
    unlabeled: 7,
    leased: 2,
    leaseHolders: 1,
    stuck: 1,
    skipped: 1,
    flagged: 1,
    generation: 1,
  });
  expect(health.oldestLeaseSeconds).toBeGreaterThanOrEqual(0);
  expect(health.next.map(({ sampleId }) => sampleId)).toEqual(project.sampleIds.slice(1));
  expect(health.next.filter(({ isLeased }) => isLeased).map(({ sampleId }) => sampleId)).toEqual(
    held.slice(0, 2),
  );
  expect(health.waiting).toEqual({ query: 0, explore: 5, holdout: 0 });
  expect(health.mix).toEqual([{ slot: "explore", strategy: "random", entries: 8, labeled: 1, leased: 2 }]);
  expect(health.waits.map(({ kind, samples }) => [kind, samples])).toEqual([
    ["queue", 5],
    ["leased", 2],
    ["stuck", 1],
  ]);
  const entry = health.next.find(({ sampleId }) => sampleId === fourth);
  expect(entry).toMatchObject({ slot: "explore", strategy: "random", score: 0.5, propensity: 0.25 });
});

test("what a queue is made of is told of the live generation alone, and how long each kind has waited", async () => {
  const project = await arrangeBench(db, { samples: 6 });
  const { projectId, annotatorId } = project;
  await db.execute(sql`
    insert into queue_entries (project_id, rank, sample_id, slot, strategy, score, propensity, generation)
    select project_id, rank, sample_id, 'query', 'margin', 1, 1, 7 from queue_entries where project_id = ${projectId}`);
  expect((await readQueueHealth(db, projectId)).mix).toHaveLength(1);
  await db.execute(sql`
    update queues set generation = 7, published_at = now() - interval '40 seconds' where project_id = ${projectId}`);
  await db.execute(sql`
    update queue_entries set slot = 'holdout', strategy = 'random'
    where project_id = ${projectId} and generation = 7 and rank >= 4`);
  await db.execute(sql`
    insert into requested_samples (project_id, sample_id, requested_by, requested_at)
    select ${projectId}, id, ${annotatorId}, now() - row * interval '100 seconds' from samples
    where project_id = ${projectId} and row between 1 and 3`);
  const { mix, waits } = await readQueueHealth(db, projectId);
  expect(mix).toEqual([
    { slot: "query", strategy: "margin", entries: 4, labeled: 0, leased: 0 },
    { slot: "holdout", strategy: "random", entries: 2, labeled: 0, leased: 0 },
  ]);
  expect(waits.map(({ kind, samples }) => [kind, samples])).toEqual([
    ["queue", 6],
    ["requested", 3],
  ]);
  const [queue, requested] = waits;
  expect(queue!.longestSeconds).toBeCloseTo(40, -1);
  expect(requested!.medianSeconds).toBeCloseTo(200, -1);
  expect(requested!.longestSeconds).toBeCloseTo(300, -1);
  // A request that somebody answered waits no more.
  await record(db, project, {
    ...{ action: "label", sampleId: project.sampleIds[3]!, labelClassId: project.classIds[0]!, seconds: 1 },
  });
  const after = (await readQueueHealth(db, projectId)).waits.find(({ kind }) => kind === "requested");
  expect(after).toMatchObject({ samples: 2 });
  expect(after!.longestSeconds).toBeCloseTo(200, -1);
});

test("what a lead asked for comes first, once, for as long as nobody decided about it", async () => {
  const project = await arrangeBench(db, { samples: 6 });
  const [first, , third, , fifth] = project.sampleIds as [number, number, number, number, number];
  const { projectId, annotatorId: requestedBy } = project;
  await requestSamples(db, { projectId, requestedBy, sampleIds: [fifth, third] });
  const next = async () => {
    const health = await readQueueHealth(db, project.projectId);
    return health.next.map(({ sampleId, strategy, rank }) => [sampleId, strategy === "requested", rank]);
  };
  expect((await next()).slice(0, 3)).toEqual([
    [fifth, true, 0],
    [third, true, 1],
    [first, false, 2],
  ]);
  expect(await next()).toHaveLength(6);
  const labelClassId = project.classIds[0]!;
  await record(db, project, { action: "label", sampleId: fifth, labelClassId, seconds: 1 });
  expect((await next()).slice(0, 2)).toEqual([
    [third, true, 0],
    [first, false, 1],
  ]);
});

test("models of every stage of labeling can be gone back to, and the last twenty one by one", async () => {
  const project = await arrangeBench(db);
  const { projectId, classIds } = project;
  const encodingId = await arrangeEncoding(db, projectId);
  for (let number = 1; number <= 300; number++) {
    const model = {
      number,
      projectId,
      encodingId,
      labelClassIds: [...classIds],
      correct: 40,
      holdoutCount: 50,
    };
    await arrangeModel(db, { ...model, values: { labelsSpent: 2 * number } });
  }
  const { models } = await readQueueHealth(db, projectId);
  const numbers = models.map(({ number }) => number);
  expect(numbers.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => 300 - i));
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  const gaps = numbers.slice(1).map((number, i) => numbers[i]! - number);
  expect(Math.max(...gaps, numbers.at(-1)!)).toBeLessThanOrEqual(6);
  expect(models[0]).toEqual({ number: 300, labelsSpent: 600, accuracy: 0.8, holdoutCount: 50 });
});

test("images of what comes next are told, but for those of the holdout, which not everybody may see", async () => {
  const project = await arrangeBench(db, { samples: 2 });
  await db.execute(sql`
    update sample_payloads set image_blob = 'blob', image_type = 'image/png'
    where sample_id = any(${sql.param(project.sampleIds)}::bigint[])`);
  await db.execute(sql`
    update queue_entries set slot = 'holdout' where sample_id = ${project.sampleIds[1]!}`);
  const { next } = await readQueueHealth(db, project.projectId);
  expect(next.map(({ imageUrl }) => imageUrl === null)).toEqual([false, true]);
});

test("a labeled sample waits for a second person since its first answer, whoever holds it, until there is another", async () => {
  const project = await arrangeBench(db, { samples: 3, project: { secondOpinionShare: 1 } });
  const other = await arrangeMember(db, project.projectId, "annotator");
  const said = { action: "label", labelClassId: project.classIds[0]!, seconds: 1 } as const;
  for (const sampleId of project.sampleIds) await record(db, project, { ...said, sampleId });
  await db.execute(sql`
    update annotations set created_at = created_at - interval '10 minutes' where project_id = ${project.projectId}`);
  const waits = async () => (await readQueueHealth(db, project.projectId)).waits;
  expect(await waits()).toMatchObject([{ kind: "second", samples: 3 }]);
  expect((await waits())[0]!.longestSeconds).toBeCloseTo(600, -1);
  const [held] = await idsOf(take(db, project, 1, { as: other }));
  expect(await waits()).toMatchObject([{ kind: "second", samples: 3 }]);
  await record(db, project, { ...said, sampleId: held! }, { as: other });
  expect(await waits()).toMatchObject([{ kind: "second", samples: 2 }]);
});

test("a sample that was skipped and then labeled is no longer skipped", async () => {
  const project = await arrangeBench(db);
  const [sampleId] = project.sampleIds as [number];
  const labelClassId = project.classIds[0]!;
  await record(db, project, { action: "skip", sampleId, seconds: 1 });
  const other = await arrangeMember(db, project.projectId, "annotator");
  await record(db, project, { action: "label", sampleId, labelClassId, seconds: 1 }, { as: other });
  expect(await readQueueHealth(db, project.projectId)).toMatchObject({ skipped: 0, flagged: 0 });
});

test("rounds come newest first, with what they trained, or why they failed", async () => {
  const { projectId, classIds } = await arrangeBench(db);
  const encodingId = await arrangeEncoding(db, projectId);
  const chosen = { reason: "the graph by 0.03" };
  const model = { projectId, encodingId, labelClassIds: [...classIds], correct: 8, holdoutCount: 10, chosen };
  await arrangeModel(db, { number: 1, ...model });
  await db.execute(sql`
    insert into rounds (id, project_id, number, state, cause, worker_id, error, finished_at)
    values (gen_random_uuid(), ${projectId}, 2, 'failed', 'labels', 'arranged', 'The disk is full.', now())`);
  const rounds = (await listRounds(db, projectId, 10)).map((round) => roundSummarySchema.parse(round));
  expect(rounds).toMatchObject([
    { number: 2, state: "failed", error: "The disk is full.", model: null, freshnessSeconds: null },
    { number: 1, state: "published", error: null, model: { number: 1, learner: "mix", chosen } },
  ]);
  expect(rounds[1]!.seconds).toBeCloseTo(0.5, 3);
  expect(rounds[1]!.freshnessSeconds).toBeCloseTo(1, 3);
  expect(await listRounds(db, projectId, 1)).toHaveLength(1);
});

test("a project that holds on to a model tells its number, and one that trains none", async () => {
  const { projectId, classIds } = await arrangeBench(db);
  const encodingId = await arrangeEncoding(db, projectId);
  const model = { projectId, encodingId, labelClassIds: [...classIds], correct: 8, holdoutCount: 10 };
  for (const number of [1, 2]) await arrangeModel(db, { number, ...model });
  expect((await readQueueHealth(db, projectId)).pinnedModelNumber).toBeNull();
  const [first] = await db
    .select({ id: modelVersions.id })
    .from(modelVersions)
    .where(and(eq(modelVersions.projectId, projectId), eq(modelVersions.number, 1)));
  await db.update(projects).set({ pinnedModelVersionId: first!.id }).where(eq(projects.id, projectId));
  expect((await readQueueHealth(db, projectId)).pinnedModelNumber).toBe(1);
});
