import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { readActivity } from "@/db/queries/activity";
import { encodings, jobFailures } from "@/db/schema/projects";
import { beginEncoding } from "@/lib/encodings/begin-encoding";
import { enqueue } from "@/lib/jobs/enqueue";
import { forgetFailure, keepFailure } from "@/lib/jobs/job-failures";
import type { JobKind } from "@/lib/jobs/jobs";
import { deleteProject } from "@/lib/projects/delete-project";
import { beginRound } from "@/lib/rounds/begin-round";
import { failRound } from "@/lib/rounds/fail-round";
import { arrangeProject } from "../setup/arrange-project";
import { createTestDatabase } from "../setup/test-database";

const { db } = await createTestDatabase();

let projectId: string;
let userId: string;

beforeEach(async () => {
  ({ projectId, userId } = await arrangeProject(db, ["one text", "another text"]));
});

const lastError = async () => (await readActivity(db, projectId)).worker.lastError;

/** By the database's clock, in milliseconds. */
async function clock(): Promise<number> {
  const { rows } = await db.execute<{ at: string }>(sql`select clock_timestamp() as at`);
  return new Date(rows[0]!.at).getTime();
}

/** A round that says why it failed. */
async function arrangeFailedRound(message: string): Promise<void> {
  const round = await beginRound(db, {
    ...{ id: randomUUID(), projectId, cause: "requested", workerId: "w" },
  });
  await failRound(db, round, message);
}

/** A round under way ends well. */
function publish() {
  return db.execute(sql`
    update rounds set state = 'published', finished_at = clock_timestamp()
    where project_id = ${projectId} and state = 'running'`);
}

/** As the queue leaves a job that failed so often, an hour after it was asked for. */
async function arrangeAttempts(kind: JobKind, attempts: number): Promise<void> {
  await db.execute(sql`
    update graphile_worker._private_jobs
    set attempts = ${attempts}, last_error = 'of the queue', updated_at = now() - interval '1 hour'
    where key = ${`${kind}:${projectId}`}`);
}

const encodingOf = (state: "done" | "failed") => ({
  ...{ id: randomUUID(), projectId, encoder: "tfidf-svd", state, rowCount: 2, fittedRows: 2 },
  ...{ encoderBlob: "e", shardBlobs: [], startedAt: sql`clock_timestamp()` },
  ...(state === "failed" ? { error: "No such blob.", finishedAt: sql`clock_timestamp()` } : {}),
});

test("a round that was left by a worker that died is the last error until another one is published", async () => {
  const workerId = randomUUID();
  await beginRound(db, { id: randomUUID(), projectId, cause: "requested", workerId });
  await enqueue(db, "round", { projectId, cause: "requested" });
  expect(await lastError()).toBeNull();
  const before = await clock();
  await beginRound(db, { id: randomUUID(), projectId, cause: "requested", workerId });
  const left = await lastError();
  expect(left).toMatchObject({
    kind: "round",
    message: "The worker that ran it stopped.",
    isOver: false,
    isTriedAgain: true,
  });
  expect(Date.parse(left!.at)).toBeGreaterThanOrEqual(before);
  expect(Date.parse(left!.at)).toBeLessThanOrEqual(await clock());
  await publish();
  expect(await lastError()).toEqual({ ...left, isOver: true, isTriedAgain: false });
  await arrangeFailedRound("The disk is full.");
  expect(await lastError()).toMatchObject({ message: "The disk is full.", isOver: false });
});

test("so is an encoding, from when another worker started over", async () => {
  await enqueue(db, "encode", { projectId });
  await beginEncoding(db, { id: randomUUID(), projectId });
  await db.execute(sql`
    update encodings set started_at = started_at - interval '1 hour' where project_id = ${projectId}`);
  const before = await clock();
  await beginEncoding(db, { id: randomUUID(), projectId });
  const left = await lastError();
  expect(left).toMatchObject({ kind: "encode", isOver: false, isTriedAgain: true });
  expect(Date.parse(left!.at)).toBeGreaterThanOrEqual(before);
  expect(Date.parse(left!.at)).toBeLessThanOrEqual(await clock());
});

test("a failure of another job is told from when it failed until one of its kind succeeds", async () => {
  await enqueue(db, "outlook", { projectId });
  const job = { kind: "outlook", projectId } as const;
  await keepFailure(db, job, new Error("No such blob."));
  const before = await clock();
  await keepFailure(db, job, new Error("Out of memory."));
  await arrangeAttempts("outlook", 2);
  const told = await lastError();
  expect(told).toMatchObject({
    ...{ kind: "outlook", message: "Out of memory.", isOver: false, isTriedAgain: true },
  });
  expect(Date.parse(told!.at)).toBeGreaterThanOrEqual(before);
  expect(Date.parse(told!.at)).toBeLessThanOrEqual(await clock());
  // That it is asked for again says nothing about how it will end.
  await enqueue(db, "outlook", { projectId });
  expect(await lastError()).toEqual(told);
  await forgetFailure(db, { kind: "layout", projectId });
  expect(await lastError()).toEqual(told);
  await forgetFailure(db, job);
  expect(await lastError()).toBeNull();
});

test("a failure whose job has left the queue is over: it is done, whoever has failed at it late", async () => {
  await keepFailure(db, { kind: "graph", projectId }, new Error("The connection was lost."));
  expect(await lastError()).toBeNull();
});

test("a job that was given up is not said to be tried again, until somebody asks for it anew", async () => {
  await enqueue(db, "graph", { projectId });
  await keepFailure(db, { kind: "graph", projectId }, new Error("Out of memory."));
  const isTriedAgain = async () => (await lastError())!.isTriedAgain;
  await arrangeAttempts("graph", 4);
  expect(await isTriedAgain()).toBe(true);
  await arrangeAttempts("graph", 5);
  expect(await isTriedAgain()).toBe(false);
  await enqueue(db, "graph", { projectId });
  expect(await isTriedAgain()).toBe(true);
});

test("the last attempt of a job is under way and not given up yet", async () => {
  await enqueue(db, "round", { projectId, cause: "labels" });
  await arrangeFailedRound("Out of memory.");
  await arrangeAttempts("round", 5);
  expect(await lastError()).toMatchObject({ kind: "round", isTriedAgain: false });
  await db.execute(sql`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'lane'
    where key = ${`round:${projectId}`}`);
  expect(await lastError()).toMatchObject({ kind: "round", isTriedAgain: true });
});

test("a failed encoding is not over when a round is published", async () => {
  await enqueue(db, "encode", { projectId });
  await db.insert(encodings).values(encodingOf("failed"));
  await beginRound(db, { id: randomUUID(), projectId, cause: "labels", workerId: "w" });
  await publish();
  expect(await lastError()).toMatchObject({ kind: "encode", message: "No such blob.", isOver: false });
  await db.insert(encodings).values(encodingOf("done"));
  expect(await lastError()).toMatchObject({ kind: "encode", isOver: true });
});

test("the encoding of a comparison is over, too, when that has come to its end without another one", async () => {
  await enqueue(db, "compare", { projectId });
  await db.insert(encodings).values([encodingOf("done"), encodingOf("failed")]);
  expect(await lastError()).toMatchObject({ kind: "encode", isOver: false, isTriedAgain: true });
  await arrangeAttempts("compare", 5);
  expect(await lastError()).toMatchObject({ kind: "encode", isOver: false, isTriedAgain: false });
  await db.execute(sql`select graphile_worker.remove_job(${`compare:${projectId}`})`);
  expect(await lastError()).toMatchObject({ kind: "encode", isOver: true, isTriedAgain: false });
});

test("what is over hides nothing that is not", async () => {
  await enqueue(db, "words", { projectId });
  await keepFailure(db, { kind: "words", projectId }, new Error("Out of memory."));
  await arrangeFailedRound("The disk is full.");
  expect(await lastError()).toMatchObject({ kind: "round", isOver: false });
  await beginRound(db, { id: randomUUID(), projectId, cause: "labels", workerId: "w" });
  await publish();
  expect(await lastError()).toMatchObject({ kind: "words", isOver: false });
  await forgetFailure(db, { kind: "words", projectId });
  expect(await lastError()).toMatchObject({ kind: "round", isOver: true });
});

test("nothing is kept of other projects' jobs, of projects that are gone or deleted, and of what tells of itself", async () => {
  const { projectId: other } = await arrangeProject(db, ["one text"]);
  await enqueue(db, "layout", { projectId: other });
  await enqueue(db, "layout", { projectId });
  await keepFailure(db, { kind: "layout", projectId: other }, new Error("No such blob."));
  expect(await lastError()).toBeNull();

  const kept = () => db.$count(jobFailures);
  const before = await kept();
  await keepFailure(db, { kind: "layout", projectId: randomUUID() }, new Error("No such blob."));
  for (const kind of ["import", "simulate", "purge"] as const)
    await keepFailure(db, { kind, projectId }, new Error("No such file."));
  await deleteProject(db, { projectId, name: "Arranged", deletedBy: userId });
  await keepFailure(db, { kind: "layout", projectId }, new Error("No such blob."));
  expect(await kept()).toBe(before);
});
