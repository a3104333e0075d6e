import { expect, test } from "vitest";
import { readNextStep } from "@/db/queries/next-step";
import { newId } from "@/lib/ids";
import { createTestDatabase } from "../../setup/test-database";
import { importBench } from "./imported";

const { db } = await createTestDatabase();
const { makeProject, start, run } = await importBench(db);

/** What the import of this file leaves to be done. */
async function stepAfter(projectId: string, content: string, labelUse?: "known" | "truth" | "ignore") {
  const importId = await start(projectId, content, { labelUse });
  await run(importId);
  return (await readNextStep(db, { projectId, importId }))?.step;
}

test("a file whose every label is known leaves nothing, until another one brings open samples", async () => {
  const projectId = await makeProject("text");
  expect(await stepAfter(projectId, "text,label\na,x\nb,y\n")).toBe("nothingLeft");
  expect(await stepAfter(projectId, "text\nc\n")).toBe("label");
  expect(await stepAfter(projectId, "text,label\nd,x\n")).toBe("label");
});

test("a file with a label missing, or whose labels are hidden, is labeled next", async () => {
  expect(await stepAfter(await makeProject("text"), "text,label\na,x\nb,y\nc,\n")).toBe("label");
  expect(await stepAfter(await makeProject("text"), "text,label\na,x\nb,y\n", "truth")).toBe("label");
});

test("without classes the next step is to add some", async () => {
  expect(await stepAfter(await makeProject("text"), "text\na\n")).toBe("addClasses");
  expect(await stepAfter(await makeProject("text", ["x"]), "text\na\n")).toBe("addClasses");
  expect(await stepAfter(await makeProject("text", ["x", "y"]), "text\na\n")).toBe("label");
});

test("an import of another project is not found", async () => {
  const importId = await start(await makeProject("text"), "text\na\n");
  expect(await readNextStep(db, { projectId: newId(), importId })).toBeNull();
});
