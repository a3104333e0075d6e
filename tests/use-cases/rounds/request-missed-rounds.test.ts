import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { beginRound } from "@/lib/rounds/begin-round";
import { requestMissedRounds } from "@/lib/rounds/request-missed-rounds";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeBench, waitingRounds } from "../labeling/arrange";

const { db } = await createTestDatabase();

/** A label whose process ended before it asked for a round. */
async function arrangeForgotten(seconds: number): Promise<string> {
  const { projectId, sampleIds, annotatorId, classIds } = await arrangeBench(db);
  const [sampleId, labelClassId] = [sampleIds[0]!, classIds[0]!];
  await recordAnnotation(db, {
    ...{ id: randomUUID(), projectId, annotatorId, source: "annotator" },
    input: { action: "label", sampleId, labelClassId, seconds: 1 },
  });
  await db.execute(sql`select graphile_worker.remove_job(${`round:${projectId}`})`);
  await db.execute(sql`
    update annotations set created_at = now() - ${`${seconds} seconds`}::interval
    where project_id = ${projectId}`);
  return projectId;
}

test("a label that nobody asked a round for gets one, once", async () => {
  const projectId = await arrangeForgotten(60);
  expect(await requestMissedRounds(db)).toBe(1);
  expect(await waitingRounds(db, projectId)).toEqual([{ cause: "labels", isDue: true }]);
  expect(await requestMissedRounds(db)).toBe(0);
  expect(await waitingRounds(db, projectId)).toHaveLength(1);
});

test("a fresh label is left to whoever stored it, and one that a round began after is not asked for again", async () => {
  const fresh = await arrangeForgotten(1);
  const tried = await arrangeForgotten(60);
  await beginRound(db, { id: newId(), projectId: tried, cause: "labels", workerId: "w1" });
  await requestMissedRounds(db);
  expect(await waitingRounds(db, fresh)).toEqual([]);
  expect(await waitingRounds(db, tried)).toEqual([]);
});
