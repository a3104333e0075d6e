import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { annotations } from "@/db/schema/labeling";
import { labelClasses, projects } from "@/db/schema/projects";
import { newId } from "@/lib/ids";
import { readLabels } from "@/lib/rounds/read-labels";
import { readPool } from "@/lib/rounds/read-pool";
import { readRejections } from "@/lib/rounds/read-rejections";
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
}

async function annotate(project: ArrangedProject, { row, slot = "query", classes, rejects }: Act) {
  const id = newId();
  const labelClassIds = classes?.map((classIndex) => project.labelClassIds[classIndex]!) ?? null;
  await db.insert(annotations).values({
    id,
    projectId: project.projectId,
    sampleId: project.sampleIds[row]!,
    annotatorId: project.userId,
    action: rejects === undefined ? "label" : "reject",
    labelClassId: rejects === undefined ? null : project.labelClassIds[rejects]!,
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
    activeLabels: [],
    trainingLabels: [
      { row: 4, classes: [0, 2] },
      { row: 1, classes: [] },
      { row: 6, classes: [1] },
    ],
    holdoutLabels: [{ row: 3, classes: [1] }],
  });
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
  expect(await readRejections(db, projectId, 11, labelClassIds)).toEqual([{ row: 2, classIndex: 1 }]);
  expect(await readRejections(db, projectId, 11, labelClassIds.slice(0, 1))).toEqual([]);
});
