import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { requestMissingLayouts } from "@/lib/encodings/layout-progress";
import { requestMissingWords } from "@/lib/finding/request-missing-words";
import { holdIfDeleted } from "@/lib/jobs/held-jobs";
import { deleteProject } from "@/lib/projects/delete-project";
import { restoreProject } from "@/lib/projects/restore-project";
import { requestMissedRounds } from "@/lib/rounds/request-missed-rounds";
import { arrangeEncoding } from "../../setup/arrange-model";
import { lockWaits } from "../../setup/lock-waits";
import { createTestDatabase } from "../../setup/test-database";
import { waitFor } from "../../setup/wait-for";
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

test("a job that is being put off while its project comes back begins, too", async () => {
  const { projectId } = await arrangeBench(db);
  await deleteProject(db, { projectId, name: "Arranged", deletedBy: await arrangeUser(db) });
  let isBack = false;
  const [holding, restoring] = await db.transaction(async (tx) => {
    // Jobs can be found and let go of meanwhile, but none can be added.
    await tx.execute(sql`lock table graphile_worker._private_job_queues in exclusive mode`);
    const holding = holdIfDeleted(db, "words", { projectId });
    await waitFor("the job to be put off", async () => (await lockWaits(db)).length === 1);
    const restoring = restoreProject(db, projectId).then(() => {
      isBack = true;
    });
    await waitFor("the project to come back", async () => isBack || (await lockWaits(db)).length === 2);
    return [holding, restoring] as const;
  });
  expect(await holding).toBe(true);
  await restoring;
  const jobs = await db.execute(sql`
    select run_at <= now() as is_due from graphile_worker.jobs where key = ${`words:${projectId}`}`);
  expect(jobs.rows).toEqual([{ is_due: true }]);
});
