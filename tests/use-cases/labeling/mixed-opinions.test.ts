import { expect, test } from "vitest";
import { giveBackLeases } from "@/lib/labeling/give-back-leases";
import { readAgreement } from "@/lib/measuring/read-agreement";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeBench, arrangeMember, idsOf, record, take } from "./arrange";

const { db } = await createTestDatabase();

test("opinions stand anywhere among samples of the queue, whose order stays, and there again when asked again", async () => {
  const project = await arrangeBench(db, { samples: 40, project: { secondOpinionShare: 0.5 } });
  const as = await arrangeMember(db, project.projectId, "annotator");
  for (const sampleId of project.sampleIds.slice(0, 20)) {
    await record(db, project, { action: "label", sampleId, labelClassId: project.classIds[0]!, seconds: 1 });
  }
  const waiting = (await readAgreement(db, project.projectId))!.waiting;
  const taken = await idsOf(take(db, project, 2 * waiting, { as }));
  const rows = taken.map((sampleId) => project.sampleIds.indexOf(sampleId));
  const queued = rows.filter((row) => row >= 20);
  expect(queued).toEqual(Array.from({ length: waiting }, (_, i) => 20 + i));
  const isOpinion = rows.map((row) => row < 20);
  expect(isOpinion.indexOf(true)).toBeLessThan(waiting);
  expect(isOpinion.lastIndexOf(false)).toBeGreaterThan(waiting);
  await giveBackLeases(db, { projectId: project.projectId, annotatorId: as, sampleIds: taken });
  expect(await idsOf(take(db, project, 2 * waiting, { as }))).toEqual(taken);
});
