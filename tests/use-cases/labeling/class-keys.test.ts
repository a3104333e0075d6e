import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { readBench } from "@/lib/labeling/read-bench";
import { addLabelClass } from "@/lib/projects/add-label-class";
import { archiveLabelClass } from "@/lib/projects/archive-label-class";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeBench } from "./arrange";

const { db } = await createTestDatabase();

test("the keys of all classes stay when one is archived and another is added", async () => {
  const { projectId, annotatorId, classIds } = await arrangeBench(db, {
    classes: ["apple", "apricot", "avocado"],
  });
  const keys = async () => {
    const state = await readBench(db, { projectId, annotatorId, since: "2000-01-01T00:00:00Z" });
    return state!.labelClasses.map(({ name, keys: { digit, letter } }) => `${name} ${digit} ${letter}`);
  };
  expect(await keys()).toEqual(["apple 1 a", "apricot 2 p", "avocado 3 v"]);
  await archiveLabelClass(db, { projectId, labelClassId: classIds[0]! });
  await addLabelClass(db, { id: newId(), projectId, name: "aubergine" });
  expect(await keys()).toEqual(["apricot 2 p", "avocado 3 v", "aubergine 4 u"]);
});
