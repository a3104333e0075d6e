import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDb } from "@/db/client";
import { annotations, leases } from "@/db/schema/labeling";
import { labelClasses, projects } from "@/db/schema/projects";
import type { AnnotationRequest } from "@/lib/contracts/labeling";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { takeLeases } from "@/lib/labeling/take-leases";
import { createRandom } from "@/lib/learning/random";
import { createTestDatabase } from "../../setup/test-database";
import { type ArrangedBench, arrangeBench, arrangeMember, expireLeases, waitingRounds } from "./arrange";

const { next: random } = createRandom(1);

const { db, url } = await createTestDatabase();

interface RecordOptions {
  readonly id?: string;
  readonly as?: string;
  readonly source?: "annotator" | "oracle";
}

function record(project: ArrangedBench, input: AnnotationRequest, options: RecordOptions = {}) {
  return recordAnnotation(db, {
    id: options.id ?? randomUUID(),
    projectId: project.projectId,
    annotatorId: options.as ?? project.annotatorId,
    source: options.source ?? "annotator",
    input,
  });
}

function labelOf(project: ArrangedBench, sampleId: number, position = 0): AnnotationRequest {
  return { action: "label", sampleId, labelClassId: project.classIds[position]!, seconds: 1.1 };
}

async function takeOne(project: ArrangedBench, as = project.annotatorId): Promise<number> {
  const taken = await takeLeases(
    db,
    { projectId: project.projectId, annotatorId: as, count: 1, holding: [] },
    random,
  );
  return taken.samples[0]!.sampleId;
}

const stored = (project: ArrangedBench) =>
  db
    .select()
    .from(annotations)
    .where(eq(annotations.projectId, project.projectId))
    .orderBy(annotations.sequence);

const leasesOf = (project: ArrangedBench) =>
  db.select().from(leases).where(eq(leases.projectId, project.projectId));

test("a label carries the reason its sample was handed out, and ends the lease", async () => {
  const project = await arrangeBench(db);
  const sampleId = await takeOne(project);
  await record(project, labelOf(project, sampleId, 1));
  expect(await stored(project)).toMatchObject([
    {
      sampleId,
      action: "label",
      labelClassId: project.classIds[1],
      source: "annotator",
      slot: "explore",
      strategy: "random",
      score: 0.5,
      propensity: 0.25,
      generation: 1,
    },
  ]);
  expect(await leasesOf(project)).toEqual([]);
});

test("ten equal requests at once make one row and get one answer", async () => {
  const project = await arrangeBench(db);
  const input = labelOf(project, await takeOne(project));
  const id = randomUUID();
  const many = createDb(url, { maxConnections: 10 });
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      recordAnnotation(many.db, { id, ...project, source: "annotator", input }),
    ),
  );
  await many.close();
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await stored(project)).toHaveLength(1);
});

test("a repeated request gets the stored answer after an undo and after its class was archived", async () => {
  const project = await arrangeBench(db);
  const input = labelOf(project, await takeOne(project));
  const id = randomUUID();
  const first = await record(project, input, { id });
  await record(project, { action: "undo", undoes: id });
  await db
    .update(labelClasses)
    .set({ archivedAt: sql`now()` })
    .where(eq(labelClasses.id, project.classIds[0]!));
  expect(await record(project, input, { id })).toEqual(first);
  expect(await stored(project)).toHaveLength(2);
});

test("an id that belongs to another annotation is refused", async () => {
  const project = await arrangeBench(db);
  const other = await arrangeMember(db, project.projectId, "annotator");
  const sampleId = await takeOne(project);
  const id = randomUUID();
  await record(project, labelOf(project, sampleId), { id });
  const reused = { code: "annotation_id_reused" };
  await expect(record(project, labelOf(project, sampleId, 1), { id })).rejects.toMatchObject(reused);
  await expect(record(project, { action: "skip", sampleId, seconds: 1.1 }, { id })).rejects.toMatchObject(
    reused,
  );
  await expect(record(project, labelOf(project, sampleId), { id, as: other })).rejects.toMatchObject(reused);
});

test("a label is kept when its lease ran out and nobody took the sample", async () => {
  const project = await arrangeBench(db);
  const sampleId = await takeOne(project);
  await expireLeases(db, [sampleId]);
  await record(project, labelOf(project, sampleId));
  expect(await stored(project)).toMatchObject([{ slot: "explore", strategy: "random", propensity: 0.25 }]);
});

test("a label is kept, as unleased, when somebody else took the sample meanwhile", async () => {
  const project = await arrangeBench(db, { samples: 1 });
  const other = await arrangeMember(db, project.projectId, "annotator");
  const sampleId = await takeOne(project);
  await expireLeases(db, [sampleId]);
  await takeOne(project, other);
  await record(project, labelOf(project, sampleId));
  await record(project, labelOf(project, sampleId, 1), { as: other });
  expect(await stored(project)).toMatchObject([
    { annotatorId: project.annotatorId, slot: "query", strategy: "unleased", score: 0, propensity: 1 },
    { annotatorId: other, slot: "explore", strategy: "random", propensity: 0.25 },
  ]);
});

test("a sample of the holdout stays in it without a lease", async () => {
  const project = await arrangeBench(db);
  await db.update(projects).set({ holdoutShare: 1 }).where(eq(projects.id, project.projectId));
  await record(project, labelOf(project, project.sampleIds[0]!));
  expect(await stored(project)).toMatchObject([{ slot: "holdout", strategy: "unleased" }]);
});

test("an archived class is refused and the sample stays with the annotator", async () => {
  const project = await arrangeBench(db);
  const sampleId = await takeOne(project);
  await db
    .update(labelClasses)
    .set({ archivedAt: sql`now()` })
    .where(eq(labelClasses.id, project.classIds[0]!));
  await expect(record(project, labelOf(project, sampleId))).rejects.toMatchObject({
    code: "label_class_archived",
    message: expect.stringContaining("choose another class"),
  });
  expect(await leasesOf(project)).toMatchObject([{ sampleId, annotatorId: project.annotatorId }]);
  await record(project, labelOf(project, sampleId, 1));
  expect(await stored(project)).toHaveLength(1);
});

test("classes and samples of other projects are unknown", async () => {
  const [project, other] = [await arrangeBench(db), await arrangeBench(db)];
  const [sampleId] = project.sampleIds as [number];
  await expect(record(project, labelOf(other, sampleId))).rejects.toMatchObject({
    code: "unknown_label_class",
  });
  await expect(record(project, labelOf(project, other.sampleIds[0]!))).rejects.toMatchObject({
    code: "sample_not_found",
  });
  expect(await stored(project)).toEqual([]);
});

test("undo gives the sample back with the reason it had", async () => {
  const project = await arrangeBench(db);
  const sampleId = await takeOne(project);
  const id = randomUUID();
  await record(project, labelOf(project, sampleId), { id });
  const undoId = randomUUID();
  const undone = await record(project, { action: "undo", undoes: id }, { id: undoId });
  expect(undone.sample).toMatchObject({ sampleId, text: "Sample 0" });
  expect(await leasesOf(project)).toMatchObject([
    { sampleId, annotatorId: project.annotatorId, slot: "explore", strategy: "random", generation: 1 },
  ]);
  expect(await record(project, { action: "undo", undoes: id }, { id: undoId })).toEqual(undone);
  await record(project, labelOf(project, sampleId, 2));
  expect(await stored(project)).toMatchObject([{ action: "label" }, { action: "undo" }, { action: "label" }]);
});

test("a skip can be undone", async () => {
  const project = await arrangeBench(db);
  const sampleId = await takeOne(project);
  const id = randomUUID();
  await record(project, { action: "skip", sampleId, seconds: 1 }, { id });
  expect((await record(project, { action: "undo", undoes: id })).sample?.sampleId).toBe(sampleId);
});

test("undo leaves the sample with whoever holds it now", async () => {
  const project = await arrangeBench(db, { samples: 1 });
  const other = await arrangeMember(db, project.projectId, "annotator");
  const sampleId = await takeOne(project);
  const id = randomUUID();
  await record(project, { action: "skip", sampleId, seconds: 1 }, { id });
  await takeOne(project, other);
  expect((await record(project, { action: "undo", undoes: id })).sample).toBeNull();
  expect(await leasesOf(project)).toMatchObject([{ annotatorId: other }]);
});

test("an annotation is undone once, by its own annotator, and an undo not at all", async () => {
  const project = await arrangeBench(db);
  const other = await arrangeMember(db, project.projectId, "annotator");
  const [id, undoId] = [randomUUID(), randomUUID()];
  await record(project, labelOf(project, await takeOne(project)), { id });
  const undo: AnnotationRequest = { action: "undo", undoes: id };
  await expect(record(project, undo, { as: other })).rejects.toMatchObject({ code: "annotation_not_found" });
  await record(project, undo, { id: undoId });
  await expect(record(project, undo)).rejects.toMatchObject({ code: "already_undone" });
  await expect(record(project, { action: "undo", undoes: undoId })).rejects.toMatchObject({
    code: "not_undoable",
  });
});

test("the label that fills a round starts it at once, earlier ones let it wait", async () => {
  const project = await arrangeBench(db);
  for (const sampleId of project.sampleIds.slice(0, 4)) await record(project, labelOf(project, sampleId));
  expect(await waitingRounds(db, project.projectId)).toMatchObject([{ cause: "labels" }]);
  const [waiting] = await waitingRounds(db, project.projectId);
  await record(project, labelOf(project, project.sampleIds[4]!));
  expect(waiting?.cause).toBe("labels");
  expect(await waitingRounds(db, project.projectId)).toEqual([{ cause: "labels", isDue: true }]);
});

test("who wants many labels a round waits for them, a minute at most, or until the queue runs low", async () => {
  const project = await arrangeBench(db, { samples: 30, queued: 25 });
  await db.update(projects).set({ labelsPerRound: 20 }).where(eq(projects.id, project.projectId));
  const [sampleId] = project.sampleIds;
  await record(project, labelOf(project, sampleId!));
  const found = await db.execute<{ seconds: number }>(sql`
    select extract(epoch from run_at - now())::float8 as seconds from graphile_worker._private_jobs
    where key = ${`round:${project.projectId}`}`);
  expect(found.rows[0]!.seconds).toBeGreaterThan(30);
  expect(found.rows[0]!.seconds).toBeLessThanOrEqual(60);
  await takeLeases(db, { ...project, count: 10, holding: [] }, () => 0.5);
  expect(await waitingRounds(db, project.projectId)).toEqual([{ cause: "queue-low", isDue: true }]);
});

test("the oracle says the hidden truth and nothing else", async () => {
  const project = await arrangeBench(db, { truths: true });
  const [sampleId] = project.sampleIds as [number];
  await expect(record(project, labelOf(project, sampleId, 1), { source: "oracle" })).rejects.toMatchObject({
    code: "not_the_truth",
  });
  await record(project, labelOf(project, sampleId, 0), { source: "oracle" });
  expect(await stored(project)).toMatchObject([{ source: "oracle" }]);
});

test("a time too short for the column is stored as none, and found again", async () => {
  const project = await arrangeBench(db);
  const [id, sampleId] = [randomUUID(), await takeOne(project)];
  const input: AnnotationRequest = { action: "skip", sampleId, seconds: 1e-50 };
  const first = await record(project, input, { id });
  expect(await record(project, input, { id })).toEqual(first);
  expect(await stored(project)).toMatchObject([{ seconds: 0 }]);
});
