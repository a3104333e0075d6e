import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { requestMissingLayouts } from "@/lib/encodings/layout-progress";
import { requestMissingWords } from "@/lib/finding/request-missing-words";
import { deleteProject } from "@/lib/projects/delete-project";
import { restoreProject } from "@/lib/projects/restore-project";
import { requestMissedRounds } from "@/lib/rounds/request-missed-rounds";
import { arrangeEncoding } from "../../setup/arrange-model";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeBench, arrangeUser, record, waitingRounds } from "../labeling/arrange";

const { db } = await createTestDatabase();

test("nothing is asked for a deleted project; what was missed is asked for once it is back", async () => {
  const project = await arrangeBench(db);
  const { projectId, sampleIds, classIds } = project;
  const [sampleId, labelClassId] = [sampleIds[0]!, classIds[0]!];
  await record(db, project, { action: "label", sampleId, labelClassId, seconds: 1 });
  await db.execute(sql`select graphile_worker.remove_job(${`round:${projectId}`})`);
  await db.execute(sql`
    update annotations set created_at = now() - interval '1 minute' where project_id = ${projectId}`);
  await arrangeEncoding(db, projectId, { graphBlob: "graph" });
  const requests = [requestMissedRounds, requestMissingWords, requestMissingLayouts];
  const ask = async () => {
    const asked: number[] = [];
    for (const request of requests) asked.push(await request(db));
    return asked;
  };

  await deleteProject(db, { projectId, name: "Arranged", deletedBy: await arrangeUser(db) });
  expect(await ask()).toEqual([0, 0, 0]);
  expect(await waitingRounds(db, projectId)).toEqual([]);
  await restoreProject(db, projectId);
  expect(await ask()).toEqual([1, 1, 1]);
  expect(await waitingRounds(db, projectId)).toEqual([{ cause: "labels", isDue: true }]);
});
