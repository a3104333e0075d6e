import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readFlags } from "@/db/queries/flags";
import { readQueueHealth } from "@/db/queries/queue-health";
import { readSpent } from "@/db/queries/spent";
import { changeRole } from "@/lib/access/change-role";
import { removeMember } from "@/lib/access/remove-member";
import { dismissFlag } from "@/lib/labeling/dismiss-flag";
import { createTestDatabase } from "../../setup/test-database";
import { type ArrangedBench, arrangeBench, arrangeMember, arrangeUser, record } from "./arrange";

const { db } = await createTestDatabase();

function labelOf(project: ArrangedBench, row: number) {
  const [sampleId, labelClassId] = [project.sampleIds[row]!, project.classIds[0]!];
  return { action: "label", sampleId, labelClassId, seconds: 2 } as const;
}

/** An annotator's flag of a row; returns its id. */
async function flagBy(project: ArrangedBench, as: string, row: number): Promise<string> {
  const sampleId = project.sampleIds[row]!;
  return idOf(record(db, project, { action: "flag", sampleId, seconds: 1, note: `note ${row}` }, { as }));
}

/** What a person says of a row that they opened. */
function labelOpened(project: ArrangedBench, as: string, row: number): Promise<string> {
  return idOf(record(db, project, { ...labelOf(project, row), screen: "find" }, { as }));
}

function undo(project: ArrangedBench, as: string, undoes: string) {
  return record(db, project, { action: "undo", undoes }, { as });
}

async function openNotes({ projectId }: ArrangedBench): Promise<string[]> {
  return (await readFlags(db, projectId)).map(({ note }) => note);
}

const idOf = async (recorded: ReturnType<typeof record>) => (await recorded).id;

test("flags are listed newest first until they are undone, or whoever flagged says something else", async () => {
  const project = await arrangeBench(db);
  const other = await arrangeMember(db, project.projectId, "annotator");
  const flag = (row: number, as?: string) =>
    record(
      db,
      project,
      { action: "flag", sampleId: project.sampleIds[row]!, seconds: 1, note: `note ${row}` },
      { as },
    );
  await record(db, project, labelOf(project, 2));
  await flag(0);
  const undone = await idOf(flag(1));
  await flag(2, other);
  await flag(3, other);
  const notes = async () => (await readFlags(db, project.projectId)).map(({ note }) => note);
  expect(await notes()).toEqual(["note 3", "note 2", "note 1", "note 0"]);
  await record(db, project, { action: "undo", undoes: undone });
  const label = await idOf(record(db, project, labelOf(project, 3), { as: other }));
  expect(await notes()).toEqual(["note 2", "note 0"]);
  await record(db, project, { action: "undo", undoes: label }, { as: other });
  expect((await readFlags(db, project.projectId))[0]).toMatchObject({
    sampleId: project.sampleIds[3],
    annotator: "Ada",
    isLabeled: false,
    excerpt: "Sample 3",
    imageUrl: null,
  });
});

test("a flag outlasts what others answer, until a lead opens the sample and labels it; the queue counts the same", async () => {
  const project = await arrangeBench(db);
  const [flagger, other, lead] = [
    await arrangeMember(db, project.projectId, "annotator"),
    await arrangeMember(db, project.projectId, "annotator"),
    await arrangeMember(db, project.projectId, "lead"),
  ];
  const flag = { action: "flag", sampleId: project.sampleIds[0]!, seconds: 1, note: "torn" } as const;
  await record(db, project, flag, { as: flagger });
  const shown = async () => {
    const { flagged } = await readQueueHealth(db, project.projectId);
    const flags = await readFlags(db, project.projectId);
    return { flagged, labeled: flags.map(({ isLabeled }) => isLabeled) };
  };
  expect(await shown()).toEqual({ flagged: 1, labeled: [false] });
  await record(db, project, labelOf(project, 0), { as: other });
  // Found in a search, too, and what the lead is handed without the note.
  await record(db, project, { ...labelOf(project, 0), screen: "find" }, { as: other });
  await record(db, project, labelOf(project, 0), { as: lead });
  expect(await shown()).toEqual({ flagged: 1, labeled: [true] });
  await record(db, project, { ...labelOf(project, 0), screen: "find" }, { as: lead });
  expect(await shown()).toEqual({ flagged: 0, labeled: [] });
});

test("a flag that the lead dismissed is off the list until it is put back, and nobody else's is", async () => {
  const project = await arrangeBench(db);
  const lead = await arrangeMember(db, project.projectId, "lead");
  const sampleId = project.sampleIds[0]!;
  const annotationId = await idOf(
    record(db, project, { action: "flag", sampleId, seconds: 1, note: "torn" }),
  );
  const label = await idOf(record(db, project, labelOf(project, 1)));
  const of = { projectId: project.projectId, annotationId, userId: lead };
  const shown = async () => (await readFlags(db, project.projectId)).map(({ id }) => id);
  expect(await shown()).toEqual([annotationId]);
  await dismissFlag(db, { ...of, dismissed: true });
  await dismissFlag(db, { ...of, dismissed: true });
  expect(await shown()).toEqual([]);
  await dismissFlag(db, { ...of, dismissed: false });
  await dismissFlag(db, { ...of, dismissed: false });
  expect(await shown()).toEqual([annotationId]);
  const other = await arrangeBench(db);
  for (const wrong of [{ annotationId: label }, { projectId: other.projectId }]) {
    await expect(dismissFlag(db, { ...of, ...wrong, dismissed: true })).rejects.toMatchObject({
      code: "flag_not_found",
    });
  }
});

test("what a lead dealt with stays so when they are demoted or leave; who is promoted dealt with nothing before", async () => {
  const project = await arrangeBench(db);
  const { projectId, annotatorId } = project;
  const leads = [
    await arrangeMember(db, projectId, "lead"),
    await arrangeMember(db, projectId, "lead"),
    await arrangeMember(db, projectId, "lead"),
  ] as const;
  const owner = await arrangeUser(db, "owner");
  const other = await arrangeMember(db, projectId, "annotator");
  for (const row of [0, 1, 2, 3]) await flagBy(project, annotatorId, row);
  await labelOpened(project, leads[0], 0);
  await labelOpened(project, leads[1], 1);
  await labelOpened(project, owner, 2);
  await labelOpened(project, other, 3);
  expect(await openNotes(project)).toEqual(["note 3"]);
  await changeRole(db, { projectId, userId: leads[0], role: "annotator" });
  await removeMember(db, { projectId, userId: leads[1] });
  await db.execute(sql`update users set server_role = 'member' where id = ${owner}`);
  await changeRole(db, { projectId, userId: other, role: "lead" });
  expect(await openNotes(project)).toEqual(["note 3"]);
});

test("a lead's word and a corrected answer deal with a flag, too, and one given later stays open", async () => {
  const project = await arrangeBench(db);
  const { projectId, annotatorId } = project;
  const lead = await arrangeMember(db, projectId, "lead");
  const other = await arrangeMember(db, projectId, "annotator");
  for (const row of [0, 1]) await record(db, project, labelOf(project, row), { as: other });
  await flagBy(project, annotatorId, 0);
  await record(db, project, { ...labelOf(project, 0), screen: "review" }, { as: lead });
  await flagBy(project, annotatorId, 1);
  await labelOpened(project, lead, 1);
  await record(db, project, { ...labelOf(project, 1), screen: "history" }, { as: lead });
  expect(await openNotes(project)).toEqual([]);
  await flagBy(project, annotatorId, 1);
  expect(await openNotes(project)).toEqual(["note 1"]);
});

test("a lead who takes their label back opens the flag again, unless another label of a lead deals with it", async () => {
  const project = await arrangeBench(db);
  const { projectId, annotatorId } = project;
  const lead = await arrangeMember(db, projectId, "lead");
  const second = await arrangeMember(db, projectId, "lead");
  await flagBy(project, annotatorId, 0);
  const labels = [
    await labelOpened(project, lead, 0),
    await labelOpened(project, lead, 0),
    await labelOpened(project, second, 0),
  ] as const;
  await undo(project, second, labels[2]);
  await undo(project, lead, labels[0]);
  expect(await openNotes(project)).toEqual([]);
  await undo(project, lead, labels[1]);
  expect(await openNotes(project)).toEqual(["note 0"]);
});

test("a flag that comes back as its annotator takes an answer back stays dealt with", async () => {
  const project = await arrangeBench(db);
  const { projectId, annotatorId } = project;
  const lead = await arrangeMember(db, projectId, "lead");
  await flagBy(project, annotatorId, 0);
  const answer = await idOf(record(db, project, labelOf(project, 0)));
  await labelOpened(project, lead, 0);
  await undo(project, annotatorId, answer);
  expect(await openNotes(project)).toEqual([]);
});

test("a flag that a lead labeled is put back, and the label sent again does not take it off once more", async () => {
  const project = await arrangeBench(db);
  const { projectId, annotatorId } = project;
  const lead = await arrangeMember(db, projectId, "lead");
  const annotationId = await flagBy(project, annotatorId, 0);
  const label = { ...labelOf(project, 0), screen: "find" } as const;
  const given = { as: lead, id: randomUUID() };
  for (let sent = 0; sent < 2; sent++) await record(db, project, label, given);
  await dismissFlag(db, { projectId, annotationId, userId: lead, dismissed: true });
  expect(await openNotes(project)).toEqual([]);
  await dismissFlag(db, { projectId, annotationId, userId: lead, dismissed: false });
  await record(db, project, label, given);
  expect(await openNotes(project)).toEqual(["note 0"]);
});

test("a label from before the flag is none since", async () => {
  const project = await arrangeBench(db);
  const { projectId, annotatorId } = project;
  const other = await arrangeMember(db, projectId, "annotator");
  const third = await arrangeMember(db, projectId, "annotator");
  await record(db, project, labelOf(project, 0), { as: other });
  await flagBy(project, annotatorId, 0);
  const isLabeled = async () => (await readFlags(db, projectId))[0]!.isLabeled;
  expect(await isLabeled()).toBe(false);
  await record(db, project, labelOf(project, 0), { as: third });
  expect(await isLabeled()).toBe(true);
});

test("a sample whose flag was dismissed counts as skipped until it is labeled; both counts of skipped samples agree", async () => {
  const project = await arrangeBench(db);
  const { projectId, annotatorId } = project;
  const lead = await arrangeMember(db, projectId, "lead");
  const other = await arrangeMember(db, projectId, "annotator");
  const annotationId = await flagBy(project, annotatorId, 0);
  await flagBy(project, annotatorId, 1);
  // Passed over by two: one sample still.
  await record(db, project, { action: "skip", sampleId: project.sampleIds[0]!, seconds: 1 }, { as: other });
  await record(db, project, { action: "skip", sampleId: project.sampleIds[2]!, seconds: 1 }, { as: other });
  const counted = async () => {
    const { skipped, flagged } = await readQueueHealth(db, projectId);
    return { skipped, flagged, either: (await readSpent(db, projectId)).spent.skipped };
  };
  expect(await counted()).toEqual({ skipped: 1, flagged: 2, either: 3 });
  await dismissFlag(db, { projectId, annotationId, userId: lead, dismissed: true });
  expect(await counted()).toEqual({ skipped: 2, flagged: 1, either: 3 });
  await record(db, project, labelOf(project, 0), { as: other });
  expect(await counted()).toEqual({ skipped: 1, flagged: 1, either: 2 });
});

test("what leads dealt with before it was kept is kept from the update on, and nothing else", async () => {
  const project = await arrangeBench(db);
  const { projectId, annotatorId } = project;
  const lead = await arrangeMember(db, projectId, "lead");
  const owner = await arrangeUser(db, "owner");
  const other = await arrangeMember(db, projectId, "annotator");
  await labelOpened(project, lead, 4);
  for (const row of [0, 1, 2, 3, 4]) await flagBy(project, annotatorId, row);
  const label = await labelOpened(project, lead, 0);
  await labelOpened(project, owner, 1);
  await labelOpened(project, other, 2);
  await record(db, project, labelOf(project, 3), { as: lead });
  const open = ["note 4", "note 3", "note 2"];
  expect(await openNotes(project)).toEqual(open);
  await db.execute(sql`delete from flag_dismissals`);
  const statements = readFileSync("db/migrations/0026_dealt_with_flags.sql", "utf8").split(
    "--> statement-breakpoint",
  );
  await db.execute(sql.raw(statements.at(-1)!));
  expect(await openNotes(project)).toEqual(open);
  await undo(project, lead, label);
  expect(await openNotes(project)).toEqual([...open, "note 0"]);
});
