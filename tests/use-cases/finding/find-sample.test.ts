import { expect, test } from "vitest";
import { findSample } from "@/lib/finding/find-sample";
import { arrangeLabels, arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";
import { setHoldoutShare } from "./arrange-finding";

const { db } = await createTestDatabase();
const long = "word ".repeat(200).trim();

test("a sample is shown whole, with what is known of its label", async () => {
  const project = await arrangeProject(db, [long, "short"], { holdoutShare: 0 });
  await arrangeLabels(db, project, [{ row: 1, classIndex: 0, slot: "imported" }]);
  const asker = { projectId: project.projectId, annotatorId: project.userId };
  const first = await findSample(db, asker, project.sampleIds[0]!);
  expect(first.excerpt).toEqual([{ text: long, isMatch: false }]);
  expect(first).toMatchObject({ isLabeled: false, isImported: false });
  const second = await findSample(db, asker, project.sampleIds[1]!);
  expect(second).toMatchObject({ isLabeled: true, isImported: true, own: null });
});

test("a sample of the holdout reserve is refused, as is one of another project", async () => {
  const [project, other] = [await arrangeProject(db, ["a"]), await arrangeProject(db, ["b"])];
  const asker = { projectId: project.projectId, annotatorId: project.userId };
  await setHoldoutShare(db, project.projectId, 1);
  for (const sampleId of [project.sampleIds[0]!, other.sampleIds[0]!]) {
    await expect(findSample(db, asker, sampleId)).rejects.toMatchObject({ code: "sample_not_shown" });
  }
});
