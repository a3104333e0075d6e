import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { countLabelsSpent } from "@/db/queries/spent";
import { annotations } from "@/db/schema/labeling";
import { labelClasses, projects } from "@/db/schema/projects";
import { newId } from "@/lib/ids";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { readLabels } from "@/lib/rounds/read-labels";
import { readPartialLabels } from "@/lib/rounds/read-partial-labels";
import { readPool } from "@/lib/rounds/read-pool";
import { type ArrangedProject, arrangeLabels, arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();
const texts = Array.from({ length: 12 }, (_, row) => `text ${row}`);

async function arrangeMultiProject(): Promise<ArrangedProject> {
  const project = await arrangeProject(db, texts, { classNames: ["red", "green", "blue"] });
  await db.update(projects).set({ task: "multi" }).where(eq(projects.id, project.projectId));
  return project;
}

interface Act {
  readonly row: number;
  readonly slot?: "query" | "holdout";
  /** A set of classes. */
  readonly classes?: number[];
  /** "Not this class". */
  readonly rejects?: number;
  /** "Has this class". */
  readonly accepts?: number;
}

async function annotate(project: ArrangedProject, { row, slot = "query", classes, rejects, accepts }: Act) {
  const id = newId();
  const asked = accepts ?? rejects;
  const labelClassIds = classes?.map((classIndex) => project.labelClassIds[classIndex]!) ?? null;
  await db.insert(annotations).values({
    id,
    projectId: project.projectId,
    sampleId: project.sampleIds[row]!,
    annotatorId: project.userId,
    action: asked === undefined ? "label" : accepts === undefined ? "reject" : "accept",
    labelClassId: asked === undefined ? null : project.labelClassIds[asked]!,
    labelClassIds,
    source: "annotator",
    seconds: 1,
    slot,
    strategy: "random",
    score: 0,
    propensity: 1,
    generation: 1,
  });
  return id;
}

async function takeBack(project: ArrangedProject, row: number, undoes: string) {
  await db.insert(annotations).values({
    id: newId(),
    projectId: project.projectId,
    sampleId: project.sampleIds[row]!,
    annotatorId: project.userId,
    action: "undo",
    undoes,
    source: "annotator",
    slot: "query",
    strategy: "random",
    score: 0,
    propensity: 1,
    generation: 1,
  });
}

const drawnAtRandom = { holdoutSampling: "uniform", activeTestingRows: null } as const;

test("where a sample may have several classes, labels are sets, also empty ones; those of the holdout are apart", async () => {
  const project = await arrangeMultiProject();
  await annotate(project, { row: 4, classes: [2, 0] });
  await annotate(project, { row: 1, classes: [] });
  await annotate(project, { row: 3, classes: [1], slot: "holdout" });
  await annotate(project, { row: 11, classes: [1] });
  await arrangeLabels(db, project, [{ row: 6, classIndex: 1, slot: "imported" }]);
  const labels = await readLabels(db, project.projectId, 11);
  expect(labels).toMatchObject({ trainingLabels: [], holdoutLabels: [], labelsSpent: 4 });
  expect(labels.sets).toEqual({
    exploredLabels: [],
    importedLabels: [{ row: 6, classes: [1] }],
    activeLabels: [],
    trainingLabels: [
      { row: 4, classes: [0, 2] },
      { row: 1, classes: [] },
      { row: 6, classes: [1] },
    ],
    holdoutLabels: [{ row: 3, classes: [1] }],
  });
});

test("what a model was trained on is told by the annotations that it saw; the holdout is read whole", async () => {
  const project = await arrangeProject(db, texts);
  const seen = await arrangeLabels(db, project, [
    { row: 0, classIndex: 0, slot: "imported" },
    { row: 1, classIndex: 1, slot: "explore" },
    { row: 2, classIndex: 0, slot: "holdout" },
  ]);
  const [last] = await db.select().from(annotations).where(eq(annotations.id, seen[2]!));
  await arrangeLabels(db, project, [
    { row: 3, classIndex: 0, slot: "imported" },
    { row: 4, classIndex: 1, slot: "explore" },
    { row: 5, classIndex: 0, slot: "holdout" },
    { row: 6, classIndex: 0 },
  ]);
  const rows = (labels: readonly { readonly row: number }[]) => labels.map(({ row }) => row);
  const then = await readLabels(db, project.projectId, 12, last!.sequence);
  expect(rows(then.trainingLabels)).toEqual([0, 1]);
  expect([rows(then.importedLabels), rows(then.exploredLabels)]).toEqual([[0], [1]]);
  expect(rows(then.holdoutLabels)).toEqual([2, 5]);
  const now = await readLabels(db, project.projectId, 12);
  expect(rows(now.trainingLabels)).toEqual([0, 1, 3, 4, 6]);
  expect(rows(now.importedLabels)).toEqual([0, 3]);
});

test("an archived class leaves the sets it was in", async () => {
  const project = await arrangeMultiProject();
  await annotate(project, { row: 4, classes: [0, 2] });
  await annotate(project, { row: 5, classes: [0] });
  const archived = eq(labelClasses.id, project.labelClassIds[0]!);
  await db.update(labelClasses).set({ archivedAt: new Date() }).where(archived);
  const { sets, labelClassIds } = await readLabels(db, project.projectId, 12);
  expect(labelClassIds).toEqual(project.labelClassIds.slice(1));
  expect(sets!.trainingLabels).toEqual([
    { row: 4, classes: [1] },
    { row: 5, classes: [] },
  ]);
});

test("a rejected class is no label: the sample stays open, and is no more one of the class", async () => {
  const project = await arrangeProject(db, texts);
  const { projectId, labelClassIds } = project;
  await annotate(project, { row: 2, rejects: 1 });
  await annotate(project, { row: 2, rejects: 1 });
  await annotate(project, { row: 11, rejects: 0 });
  const undone = await annotate(project, { row: 3, rejects: 0 });
  await takeBack(project, 3, undone);
  const labels = await readLabels(db, projectId, 11);
  expect(labels).toMatchObject({ trainingLabels: [], sets: null, labelsSpent: 0 });
  const open = await readPool(db, { ...drawnAtRandom, id: projectId, seed: 1, holdoutShare: 0 }, 11, labels);
  expect(open.candidates).toHaveLength(11);
  const read = (ids: readonly string[]) =>
    readPartialLabels(db, { id: projectId, seed: 1, holdoutShare: 0 }, 11, ids);
  expect(await read(labelClassIds)).toEqual([{ row: 2, classIndex: 1, has: false }]);
  expect(await read(labelClassIds.slice(0, 1))).toEqual([]);
});

describe("what was said of single classes, where a sample may have several", () => {
  const read = ({ projectId, labelClassIds }: ArrangedProject, holdoutShare = 0) =>
    readPartialLabels(db, { id: projectId, seed: 1, holdoutShare }, 12, labelClassIds);

  test("is no label: nothing is spent, the sample stays open, and its other classes are unknown", async () => {
    const project = await arrangeMultiProject();
    const { projectId } = project;
    await annotate(project, { row: 2, accepts: 1 });
    await annotate(project, { row: 2, rejects: 0 });
    await annotate(project, { row: 7, accepts: 2 });
    const labels = await readLabels(db, projectId, 12);
    expect(labels.sets).toMatchObject({ trainingLabels: [], holdoutLabels: [] });
    expect(labels.labelsSpent).toBe(0);
    expect(await countLabelsSpent(db, projectId)).toBe(0);
    const open = await readPool(
      db,
      { ...drawnAtRandom, id: projectId, seed: 1, holdoutShare: 0 },
      12,
      labels.sets!,
    );
    expect(open.candidates).toHaveLength(12);
    expect(await read(project)).toEqual([
      { row: 2, classIndex: 1, has: true },
      { row: 2, classIndex: 0, has: false },
      { row: 7, classIndex: 2, has: true },
    ]);
  });

  test("counts as it was said last, and as before when that is taken back", async () => {
    const project = await arrangeMultiProject();
    await annotate(project, { row: 2, accepts: 1 });
    const later = await annotate(project, { row: 2, rejects: 1 });
    expect(await read(project)).toEqual([{ row: 2, classIndex: 1, has: false }]);
    const [said] = await db.select().from(annotations).where(eq(annotations.id, later));
    const { projectId, labelClassIds } = project;
    const asked = { id: projectId, seed: 1, holdoutShare: 0 };
    expect(await readPartialLabels(db, asked, 12, labelClassIds, said!.sequence - 1)).toEqual([
      { row: 2, classIndex: 1, has: true },
    ]);
    await takeBack(project, 2, later);
    expect(await read(project)).toEqual([{ row: 2, classIndex: 1, has: true }]);
  });

  test("gives way to a label of the sample, whatever was said when, until that is taken back", async () => {
    const project = await arrangeMultiProject();
    await annotate(project, { row: 2, accepts: 1 });
    const label = await annotate(project, { row: 2, classes: [0] });
    await annotate(project, { row: 2, accepts: 2 });
    expect(await read(project)).toEqual([]);
    expect((await readLabels(db, project.projectId, 12)).sets!.trainingLabels).toEqual([
      { row: 2, classes: [0] },
    ]);
    await takeBack(project, 2, label);
    expect(await read(project)).toEqual([
      { row: 2, classIndex: 1, has: true },
      { row: 2, classIndex: 2, has: true },
    ]);
  });

  test("is never read of the holdout reserve, nor of an archived class", async () => {
    const project = await arrangeMultiProject();
    for (let row = 0; row < 12; row++) await annotate(project, { row, accepts: row % 2 });
    const asked = (await read(project, 0.5)).map(({ row }) => row);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked).toEqual(
      Array.from({ length: 12 }, (_, row) => row).filter((row) => !isHoldout(1, row, 0.5)),
    );
    const rest = { ...project, labelClassIds: project.labelClassIds.slice(1) };
    expect((await read(rest)).map(({ row, classIndex }) => [row, classIndex])).toEqual(
      [1, 3, 5, 7, 9, 11].map((row) => [row, 0]),
    );
  });
});
