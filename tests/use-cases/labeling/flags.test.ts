import { expect, test } from "vitest";
import { readFlags } from "@/db/queries/flags";
import { readQueueHealth } from "@/db/queries/queue-health";
import { dismissFlag } from "@/lib/labeling/dismiss-flag";
import { createTestDatabase } from "../../setup/test-database";
import { type ArrangedBench, arrangeBench, arrangeMember, record } from "./arrange";

const { db } = await createTestDatabase();

function labelOf(project: ArrangedBench, row: number) {
  const [sampleId, labelClassId] = [project.sampleIds[row]!, project.classIds[0]!];
  return { action: "label", sampleId, labelClassId, seconds: 2 } as const;
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
