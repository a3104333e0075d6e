import { DrizzleQueryError, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readActivity } from "@/db/queries/activity";
import { encodings, jobFailures } from "@/db/schema/projects";
import { rounds } from "@/db/schema/rounds";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/enqueue";
import { handleEncode } from "@/workers/handle-encode";
import { handleRound } from "@/workers/handle-round";
import { arrangeProject } from "../../setup/arrange-project";
import { runInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";
import { waitFor } from "../../setup/wait-for";

const database = await createTestDatabase();
const { db } = database;
const context = runInProcessWorker(database);

test("a worker keeps when and why a job failed, and forgets it once that succeeds", async () => {
  const { projectId } = await arrangeProject(db, ["one text", "another text"]);
  await db.insert(encodings).values({
    ...{ id: newId(), projectId, encoder: "tfidf-svd", state: "done", rowCount: 2, fittedRows: 2 },
    ...{ dimensions: 2, encoderBlob: "0".repeat(64), shardBlobs: ["0".repeat(64)] },
  });
  const lastError = async () => (await readActivity(db, projectId)).worker.lastError;
  const begun = Date.now();
  await db.transaction(async (tx) => {
    await enqueue(tx, "graph", { projectId });
    await tx.execute(sql`
      update graphile_worker._private_jobs
      set created_at = created_at - interval '1 hour', updated_at = updated_at - interval '1 hour'`);
  });
  const told = await waitFor("the failure", lastError);
  expect(told).toMatchObject({ kind: "graph", isOver: false, isTriedAgain: true });
  expect(told.message).toMatch(/0000/);
  expect(Date.parse(told.at)).toBeGreaterThanOrEqual(begun);
  expect(Date.parse(told.at)).toBeLessThanOrEqual(Date.now());

  // Now there is nothing left to find.
  await db
    .update(encodings)
    .set({ graphBlob: "0".repeat(64) })
    .where(eq(encodings.projectId, projectId));
  await enqueue(db, "graph", { projectId });
  await waitFor("the failure to be forgotten", async () => (await lastError())?.kind !== "graph");
  const kept = await db.select({ kind: jobFailures.kind }).from(jobFailures);
  expect(kept.filter(({ kind }) => kind === "graph")).toEqual([]);
});

test("of a query that failed in a round or an encoding neither it nor its parameters are told", async () => {
  const { projectId } = await arrangeProject(db, ["one text", "another text"]);
  const call = async () => {
    throw new DrizzleQueryError("select $1", ["a secret"], new Error("canceling statement"));
  };
  const { round, encode } = context.threads;
  const failing = { ...context.threads, round: { ...round, call }, encode: { ...encode, call } };
  await expect(
    handleRound({ ...context, threads: failing }, { projectId, cause: "labels" }),
  ).rejects.toThrow();
  await expect(handleEncode({ ...context, threads: failing }, { projectId })).rejects.toThrow();
  const told = { error: "canceling statement", state: "failed" };
  expect(await db.select().from(rounds).where(eq(rounds.projectId, projectId))).toMatchObject([told]);
  expect(await db.select().from(encodings).where(eq(encodings.projectId, projectId))).toMatchObject([told]);
});
