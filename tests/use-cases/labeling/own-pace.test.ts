import { expect, test } from "vitest";
import { readOwnWork } from "@/db/queries/own-work";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeBench, record } from "./arrange";

const { db } = await createTestDatabase();

test("own numbers keep a pace through yes and no, and what is taken back is no answer", async () => {
  const project = await arrangeBench(db);
  const { projectId, annotatorId, sampleIds, classIds } = project;
  const read = () => readOwnWork(db, { projectId, annotatorId, timeZone: "UTC" });
  const labelClassId = classIds[0]!;
  const ids = [];
  for (const sampleId of sampleIds.slice(0, 8)) {
    const no = { action: "reject", sampleId, labelClassId, seconds: 2, screen: "binary" } as const;
    ids.push((await record(db, project, no)).id);
  }
  expect(await read()).toMatchObject({ today: 0, total: 0, pacePerHour: 1800 });
  await record(db, project, { action: "label", sampleId: sampleIds[8]!, labelClassId, seconds: 2 });
  expect(await read()).toMatchObject({ today: 1, total: 1, pacePerHour: 1800 });
  await record(db, project, { action: "undo", undoes: ids[0]! });
  expect(await read()).toMatchObject({ today: 1, pacePerHour: 1600 });
});
