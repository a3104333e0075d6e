import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { readOwnAnnotations, readOwnWork } from "@/db/queries/own-work";
import { readSpent } from "@/db/queries/spent";
import { annotations } from "@/db/schema/labeling";
import { currentAnnotations } from "@/db/schema/labels";
import { labelClasses, projects } from "@/db/schema/projects";
import { ownAnnotationsQuerySchema, ownWorkQuerySchema } from "@/lib/contracts/own-work";
import { readBench } from "@/lib/labeling/read-bench";
import { createTestDatabase } from "../../setup/test-database";
import { type ArrangedBench, arrangeBench, arrangeMember, record, storedAnnotations } from "./arrange";

const { db } = await createTestDatabase();

function labelOf(project: ArrangedBench, row: number, position = 0, seconds = 2) {
  const [sampleId, labelClassId] = [project.sampleIds[row]!, project.classIds[position]!];
  return { action: "label", sampleId, labelClassId, seconds } as const;
}

const idOf = async (recorded: ReturnType<typeof record>) => (await recorded).id;

/** As if it had been recorded then. */
async function redate(id: string, instant: string) {
  const createdAt = new Date(instant);
  await db.update(annotations).set({ createdAt }).where(eq(annotations.id, id));
  await db.update(currentAnnotations).set({ createdAt }).where(eq(currentAnnotations.annotationId, id));
}

/** Labels a, b, c; corrects a, takes b back, skips c after all; flags d, skips e, rejects f, labels g by oracle. */
async function arrangeDay() {
  const project = await arrangeBench(db, { truths: true });
  const sampleIdOf = (row: number) => ({ sampleId: project.sampleIds[row]!, seconds: 3 });
  await record(db, project, labelOf(project, 0));
  const second = await idOf(record(db, project, labelOf(project, 1)));
  await record(db, project, labelOf(project, 2));
  const correction = { ...labelOf(project, 0, 1, 0), screen: "history" } as const;
  await record(db, project, correction);
  await record(db, project, { action: "undo", undoes: second });
  await record(db, project, { action: "skip", ...sampleIdOf(2) });
  await record(db, project, { action: "flag", ...sampleIdOf(3), note: "torn" });
  await record(db, project, { action: "skip", ...sampleIdOf(4) });
  await record(db, project, { action: "reject", ...sampleIdOf(5), labelClassId: project.classIds[0]! });
  await record(db, project, labelOf(project, 6), { source: "oracle" });
  return project;
}

describe("the bench's state", () => {
  const read = (project: ArrangedBench, since = "2000-01-01T00:00:00Z") =>
    readBench(db, { projectId: project.projectId, annotatorId: project.annotatorId, since });

  test("counts each sample once, by what the annotator says of it now", async () => {
    const project = await arrangeDay();
    const state = await read(project);
    expect(state).toMatchObject({ ownTotal: 1, ownToday: 1, ownAnswersToday: 2, ownSecondsToday: 18 });
    const newest = (await storedAnnotations(db, project)).at(-2)!;
    expect(state!.ownLastAt).toBe(newest.createdAt.toISOString());
    expect(await read(project, "2100-01-01T00:00:00Z")).toMatchObject({
      ownTotal: 1,
      ownToday: 0,
      ownAnswersToday: 0,
      ownSecondsToday: 0,
    });
  });

  test("tells how the project is worked on", async () => {
    const project = await arrangeBench(db);
    expect(await read(project)).toMatchObject({
      task: "single",
      suggestions: "hidden",
      skipAsksReason: false,
      isPaused: false,
      guidelinesChangedAt: null,
      ownLastAt: null,
      ownSecondsToday: 0,
    });
    const changed = new Date("2026-02-03T04:05:06.789Z");
    const { projectId } = project;
    const modes = { task: "multi", suggestions: "after-key", skipAsksReason: true } as const;
    const settings = { ...modes, pausedAt: changed, guidelinesChangedAt: changed };
    await db.update(projects).set(settings).where(eq(projects.id, projectId));
    await db
      .update(labelClasses)
      .set({ examples: ["a cup final"] })
      .where(eq(labelClasses.id, project.classIds[1]!));
    const state = await read(project);
    expect(state).toMatchObject({
      task: "multi",
      suggestions: "after-key",
      skipAsksReason: true,
      isPaused: true,
      guidelinesChangedAt: changed.toISOString(),
    });
    expect(state!.labelClasses.map(({ examples }) => examples)).toEqual([[], ["a cup final"], []]);
  });
});

describe("own annotations", () => {
  const readAll = (project: ArrangedBench, query: Record<string, unknown> = {}) => {
    const { projectId, annotatorId } = project;
    return readOwnAnnotations(db, { projectId, annotatorId, ...ownAnnotationsQuerySchema.parse(query) });
  };

  test("come newest first with what became of them, a page at a time, and nobody else's", async () => {
    const project = await arrangeDay();
    const all = await readAll(project);
    const row = ({ sampleId }: { sampleId: number }) => project.sampleIds.indexOf(sampleId);
    expect(all.map((one) => [one.action, row(one), one.isUndone, one.isCurrent])).toEqual([
      ["reject", 5, false, true],
      ["skip", 4, false, true],
      ["flag", 3, false, true],
      ["skip", 2, false, true],
      ["label", 0, false, true],
      ["label", 2, false, false],
      ["label", 1, true, false],
      ["label", 0, false, false],
    ]);
    expect(all[2]).toMatchObject({
      note: "torn",
      excerpt: "Sample 3",
      imageUrl: null,
      seconds: 3,
      screen: "single",
    });
    expect(all[4]).toMatchObject({
      labelClassId: project.classIds[1],
      labelClassIds: null,
      screen: "history",
    });
    const first = await readAll(project, { limit: 3 });
    const rest = await readAll(project, { before: first.at(-1)!.sequence });
    expect([...first, ...rest]).toEqual(all);
    const other = await arrangeMember(db, project.projectId, "annotator");
    expect(await readAll({ ...project, annotatorId: other })).toEqual([]);
  });

  test("are asked for by class, by action and by what stands, a page at a time", async () => {
    const project = await arrangeDay();
    const [first, second] = project.classIds;
    const found = async (query: Record<string, unknown>) =>
      (await readAll(project, query)).map(({ action, sampleId }) => [
        action,
        project.sampleIds.indexOf(sampleId),
      ]);
    expect(await found({ labelClassId: first })).toEqual([
      ["reject", 5],
      ["label", 2],
      ["label", 1],
      ["label", 0],
    ]);
    expect(await found({ labelClassId: first, standing: "true" })).toEqual([["reject", 5]]);
    expect(await found({ labelClassId: second, standing: "true" })).toEqual([["label", 0]]);
    expect(await found({ action: "skip" })).toEqual([
      ["skip", 4],
      ["skip", 2],
    ]);
    expect(await found({ action: "label", labelClassId: first, limit: 1 })).toEqual([["label", 2]]);
    const [newest] = await readAll(project, { action: "label", labelClassId: first, limit: 1 });
    expect(await found({ action: "label", labelClassId: first, before: newest!.sequence })).toEqual([
      ["label", 1],
      ["label", 0],
    ]);
    expect(await found({ action: "flag", labelClassId: first })).toEqual([]);
  });

  test("a class is found among the classes of a set", async () => {
    const project = await arrangeBench(db, { project: { task: "multi" } });
    const [a, b, c] = project.classIds as [string, string, string];
    for (const [row, labelClassIds] of [[a, b], [b], []].entries()) {
      const sampleId = project.sampleIds[row]!;
      await record(db, project, { action: "label-set", sampleId, labelClassIds, seconds: 1 });
    }
    const of = async (labelClassId: string) =>
      (await readAll(project, { labelClassId })).map(({ sampleId }) => project.sampleIds.indexOf(sampleId));
    expect(await Promise.all([a, b, c].map(of))).toEqual([[0], [1, 0], []]);
  });

  test("a label is current again once its correction was undone", async () => {
    const project = await arrangeBench(db);
    await record(db, project, labelOf(project, 0));
    const correction = await idOf(record(db, project, { ...labelOf(project, 0, 1), screen: "history" }));
    await record(db, project, { action: "undo", undoes: correction });
    const found = await readAll(project);
    expect(found.map(({ isUndone, isCurrent }) => [isUndone, isCurrent])).toEqual([
      [true, false],
      [false, true],
    ]);
  });
});

describe("own numbers", () => {
  const read = (project: ArrangedBench, timeZone = "UTC") =>
    readOwnWork(db, { projectId: project.projectId, annotatorId: project.annotatorId, timeZone });

  test("of somebody who has done nothing are noughts", async () => {
    const work = await read(await arrangeBench(db));
    expect(work).toMatchObject({
      today: 0,
      total: 0,
      medianSeconds: null,
      pacePerHour: null,
      activeSeconds: 0,
      skipped: 0,
      flagged: 0,
    });
    expect(work.days).toHaveLength(14);
  });

  test("are those of the bench and of the database", async () => {
    const project = await arrangeDay();
    const work = await read(project);
    expect(work).toMatchObject({
      today: 1,
      total: 1,
      skipped: 2,
      flagged: 1,
      activeSeconds: 18,
      pacePerHour: 400,
    });
    // Its only current label is a correction, whose time says nothing of how long labeling takes.
    expect(work.medianSeconds).toBeNull();
  });

  test("stand on the annotator's own days, the last fourteen of them", async () => {
    const project = await arrangeBench(db);
    const [today] = (
      await db.execute<{ day: string }>(
        sql`select (now() at time zone 'Pacific/Auckland')::date::text as day`,
      )
    ).rows;
    const at = async (row: number, seconds: number, daysAgo: number, time: string) => {
      const id = await idOf(record(db, project, labelOf(project, row, 0, seconds)));
      const [instant] = (
        await db.execute<{ instant: string }>(sql`
          select ((${today!.day}::date - ${daysAgo}::int + ${time}::time) at time zone 'Pacific/Auckland')::text
            as instant`)
      ).rows;
      await redate(id, instant!.instant);
    };
    await at(0, 1, 0, "00:00");
    await at(1, 2, 1, "23:59:59");
    await at(2, 3, 1, "00:00");
    await at(3, 4, 13, "00:00");
    await at(4, 50, 14, "23:59:59");
    const {
      days,
      today: labels,
      total,
      medianSeconds,
      activeSeconds,
    } = await read(project, "Pacific/Auckland");
    expect(days.map(({ labels: some, seconds }) => [some, seconds])).toEqual([
      [1, 4],
      ...Array.from({ length: 11 }, () => [0, 0]),
      [2, 5],
      [1, 1],
    ]);
    expect(days.at(-1)!.day).toBe(today!.day);
    expect({ labels, total, medianSeconds, activeSeconds }).toEqual({
      labels: 1,
      total: 5,
      medianSeconds: 2.5,
      activeSeconds: 10,
    });
  });

  test("only names of time zones are taken", () => {
    const isZone = (timeZone: string) => ownWorkQuerySchema.safeParse({ timeZone }).success;
    expect(["Europe/Berlin", "UTC", "+02:00", "Nowhere/Land", "'; select"].map(isZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

test("sets count once as a label, and once for each of their classes", async () => {
  const project = await arrangeBench(db, { project: { task: "multi" } });
  const other = await arrangeMember(db, project.projectId, "annotator");
  const [a, b, c] = project.classIds as [string, string, string];
  const give = (row: number, labelClassIds: string[], as?: string) =>
    record(
      db,
      project,
      { action: "label-set", sampleId: project.sampleIds[row]!, labelClassIds, seconds: 1 },
      { as },
    );
  await give(0, [a, b]);
  await give(1, []);
  await give(2, [a, c]);
  await give(2, [a, b], other);
  await record(db, project, { action: "skip", sampleId: project.sampleIds[3]!, seconds: 1 });
  await record(db, project, { action: "flag", sampleId: project.sampleIds[4]!, seconds: 1, note: "torn" });
  const { spent, byClass, labeled } = await readSpent(db, project.projectId);
  expect(spent).toMatchObject({ labelsSpent: 3, skipped: 2 });
  expect(labeled).toBe(3);
  // Of the third sample, both say a; on b and c they differ, and the newest set decides.
  expect(Object.fromEntries(byClass)).toEqual({ [a]: 2, [b]: 2 });
});
