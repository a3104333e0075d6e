import { expect, test } from "vitest";
import { cutMark } from "@/lib/contracts/finding";
import { findInPool } from "@/lib/finding/find-in-pool";
import { readSampleText } from "@/lib/finding/read-sample-text";
import { arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";
import { setHoldoutShare } from "./arrange-finding";

const { db } = await createTestDatabase();

test("a text that lists cut is read whole, unless it is blind or of another project", async () => {
  const long = `${"a long story ".repeat(800)}the end`;
  const project = await arrangeProject(db, [long], { holdoutShare: 0 });
  const asker = { projectId: project.projectId, annotatorId: project.userId };
  const { hits } = await findInPool(db, asker, { q: "story", filter: "all" });
  const listed = hits[0]!.sample.text!;
  expect(listed.length).toBeLessThan(long.length);
  expect(listed.endsWith(cutMark)).toBe(true);
  const sampleId = project.sampleIds[0]!;
  expect(await readSampleText(db, asker, sampleId)).toEqual({ text: long });

  const other = await arrangeProject(db, ["another"], { holdoutShare: 0 });
  const stranger = { projectId: other.projectId, annotatorId: other.userId };
  await expect(readSampleText(db, stranger, sampleId)).rejects.toMatchObject({ code: "sample_not_shown" });
  await setHoldoutShare(db, project.projectId, 1);
  await expect(readSampleText(db, asker, sampleId)).rejects.toMatchObject({ code: "sample_not_shown" });
});
