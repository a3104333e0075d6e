import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { readActivity } from "@/db/queries/activity";
import { enqueue } from "@/lib/jobs/enqueue";
import { beginRound } from "@/lib/rounds/begin-round";
import { arrangeProject } from "../setup/arrange-project";
import { createTestDatabase } from "../setup/test-database";

const { db } = await createTestDatabase();

let projectId: string;

beforeEach(async () => {
  ({ projectId } = await arrangeProject(db, ["one text", "another text"]));
});

const lastError = async () => (await readActivity(db, projectId)).worker.lastError;

test("a round that was left by a worker that died is the last error until another one is published", async () => {
  const workerId = randomUUID();
  await beginRound(db, { id: randomUUID(), projectId, cause: "requested", workerId });
  expect(await lastError()).toBeNull();
  await beginRound(db, { id: randomUUID(), projectId, cause: "requested", workerId });
  const left = await lastError();
  expect(left).toMatchObject({
    kind: "round",
    message: "The worker that ran it stopped.",
    isOver: false,
  });
  await db.execute(sql`
    update rounds set state = 'published', finished_at = clock_timestamp()
    where project_id = ${projectId} and state = 'running'`);
  expect(await lastError()).toEqual({ ...left, isOver: true });
});

test("of a job that keeps no error itself the queue's is told, of this project alone", async () => {
  await enqueue(db, "outlook", { projectId: randomUUID() });
  await enqueue(db, "outlook", { projectId });
  await db.execute(sql`
    update graphile_worker._private_jobs set last_error = 'No such blob.' where key <> ${`outlook:${projectId}`}`);
  expect(await lastError()).toBeNull();
  await db.execute(sql`
    update graphile_worker._private_jobs set last_error = 'Out of memory.' where key = ${`outlook:${projectId}`}`);
  expect(await lastError()).toMatchObject({ kind: "outlook", message: "Out of memory.", isOver: false });
  await enqueue(db, "outlook", { projectId });
  expect(await lastError()).toBeNull();
});
