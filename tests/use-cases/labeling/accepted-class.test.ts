import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { readOwnAnnotations, readOwnWork } from "@/db/queries/own-work";
import { annotations } from "@/db/schema/labeling";
import { ownAnnotationsQuerySchema } from "@/lib/contracts/own-work";
import { createTestDatabase } from "../../setup/test-database";
import { type ArrangedBench, arrangeBench, idsOf, record, storedAnnotations, take } from "./arrange";

const { db } = await createTestDatabase();
const multi = { project: { task: "multi" } } as const;
const stored = (project: ArrangedBench) => storedAnnotations(db, project);
const takeOne = async (project: ArrangedBench) => (await idsOf(take(db, project, 1)))[0]!;

const accept = (project: ArrangedBench, sampleId: number, position: number) =>
  ({
    action: "accept",
    sampleId,
    labelClassId: project.classIds[position]!,
    seconds: 1,
    screen: "binary",
  }) as const;

test("an accepted class leaves the sample open, spends nothing, and a repeated request changes nothing", async () => {
  const project = await arrangeBench(db, { project: { task: "multi", budget: 1 } });
  const [sampleId, id] = [await takeOne(project), randomUUID()];
  const input = accept(project, sampleId, 1);
  expect(await record(db, project, input, { id })).toEqual(await record(db, project, input, { id }));
  const inCapitals = { ...input, labelClassId: input.labelClassId.toUpperCase() };
  expect((await record(db, project, inCapitals, { id })).id).toBe(id);
  await expect(record(db, project, { ...input, action: "reject" }, { id })).rejects.toMatchObject({
    code: "annotation_id_reused",
  });
  expect(await stored(project)).toMatchObject([
    { action: "accept", labelClassId: project.classIds[1], labelClassIds: null, screen: "binary" },
  ]);
  expect(await takeOne(project)).toBe(sampleId);
  const labelClassIds = [project.classIds[0]!];
  await record(db, project, { action: "label-set", sampleId, labelClassIds, seconds: 1 });
  expect((await take(db, project, 1)).empty).toEqual({ reason: "budget-spent", until: null });
});

test("an accepted class can be taken back, and the sample comes back", async () => {
  const project = await arrangeBench(db, multi);
  const sampleId = await takeOne(project);
  const { id } = await record(db, project, accept(project, sampleId, 1));
  expect((await record(db, project, { action: "undo", undoes: id })).sample?.sampleId).toBe(sampleId);
});

test("an accepted class is no answer where a sample has one class", async () => {
  const project = await arrangeBench(db);
  await expect(record(db, project, accept(project, project.sampleIds[0]!, 1))).rejects.toMatchObject({
    code: "one_class_expected",
  });
  expect(await stored(project)).toEqual([]);
});

test("an accepted class is named in the table, too", async () => {
  const project = await arrangeBench(db, multi);
  await record(db, project, accept(project, project.sampleIds[0]!, 1));
  const unnamed = db
    .update(annotations)
    .set({ labelClassId: null })
    .where(eq(annotations.projectId, project.projectId));
  await expect(unnamed).rejects.toMatchObject({ cause: { constraint: "annotations_answer_has_class" } });
});

test("a yes about one class stands beside a later answer, and is no label of one's own", async () => {
  const project = await arrangeBench(db, { project: { task: "multi" } });
  const [sampleId, labelClassId] = [project.sampleIds[0]!, project.classIds[1]!];
  await record(db, project, { action: "accept", sampleId, labelClassId, seconds: 2, screen: "binary" });
  const { projectId, annotatorId } = project;
  const readAll = (query: Record<string, unknown>) =>
    readOwnAnnotations(db, { projectId, annotatorId, ...ownAnnotationsQuerySchema.parse(query) });
  const numbers = () => readOwnWork(db, { projectId, annotatorId, timeZone: "UTC" });
  expect(await numbers()).toMatchObject({ total: 0, today: 0, activeSeconds: 2 });
  await record(db, project, { action: "label-set", sampleId, labelClassIds: [labelClassId], seconds: 1 });
  expect((await readAll({})).map(({ action, isCurrent }) => [action, isCurrent])).toEqual([
    ["label", true],
    ["accept", true],
  ]);
  expect((await readAll({ action: "accept", labelClassId })).map((one) => one.sampleId)).toEqual([sampleId]);
  expect(await numbers()).toMatchObject({ total: 1, today: 1, activeSeconds: 3 });
});
