import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { readProgress } from "@/db/queries/progress";
import { labelClasses, projects } from "@/db/schema/projects";
import { arrangeEncoding, arrangeModel } from "../setup/arrange-model";
import { arrangeProject } from "../setup/arrange-project";
import { createTestDatabase } from "../setup/test-database";

const { db } = await createTestDatabase();

test("models of other classes are no points of today's curve, and marks say where the classes changed", async () => {
  const { projectId, labelClassIds } = await arrangeProject(db, ["a"], {
    classNames: ["ham", "spam", "news"],
  });
  const [ham, spam, news] = labelClassIds as [string, string, string];
  const encodingId = await arrangeEncoding(db, projectId);
  const sets = [
    [ham, spam],
    [ham, spam, news],
    [ham, spam, news],
    [ham, spam],
  ];
  for (const [i, classes] of sets.entries()) {
    const model = { projectId, encodingId, labelClassIds: classes, correct: 60, holdoutCount: 100 };
    await arrangeModel(db, { number: i + 1, ...model });
  }
  const labelsOf = async () =>
    (await readProgress(db, projectId))!.curve.map(({ labelsSpent }) => labelsSpent);
  expect(await labelsOf()).toEqual([14, 21]);
  expect((await readProgress(db, projectId))!.marks).toEqual([
    { labelsSpent: 14, kind: "classes", from: "", to: "" },
    { labelsSpent: 28, kind: "classes", from: "", to: "" },
  ]);
  await db.update(labelClasses).set({ archivedAt: new Date() }).where(eq(labelClasses.id, news));
  expect(await labelsOf()).toEqual([7, 28]);
});

test("models for one class a sample are no points of the curve where it may have several", async () => {
  const { projectId, labelClassIds } = await arrangeProject(db, ["a"]);
  await db.update(projects).set({ task: "multi" }).where(eq(projects.id, projectId));
  const encodingId = await arrangeEncoding(db, projectId);
  for (const [i, learner] of ["mix", "one-vs-rest"].entries()) {
    const model = { projectId, encodingId, labelClassIds, correct: 60, holdoutCount: 100 };
    await arrangeModel(db, { number: i + 1, ...model, values: { learner } });
  }
  expect((await readProgress(db, projectId))!.curve.map(({ modelNumber }) => modelNumber)).toEqual([2]);
});
