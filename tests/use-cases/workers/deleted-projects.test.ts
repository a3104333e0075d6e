import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { samplePayloads, samples } from "@/db/schema/labeling";
import { encodings, imports, projects, workers } from "@/db/schema/projects";
import { rounds } from "@/db/schema/rounds";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/enqueue";
import { type JobKind, jobs } from "@/lib/jobs/jobs";
import { deleteProject } from "@/lib/projects/delete-project";
import { restoreProject } from "@/lib/projects/restore-project";
import { beginRound } from "@/lib/rounds/begin-round";
import { publishRound } from "@/lib/rounds/publish-round";
import { readRoundFacts } from "@/lib/rounds/read-round-facts";
import { runInProcessWorker } from "../../setup/in-process-worker";
import { lockWaits } from "../../setup/lock-waits";
import { createTestDatabase } from "../../setup/test-database";
import { waitFor } from "../../setup/wait-for";
import { arrangeBench, arrangeUser } from "../labeling/arrange";

const database = await createTestDatabase();
const { db } = database;
const context = runInProcessWorker(database);

async function arrangeDeleted() {
  const project = await arrangeBench(db);
  const by = await arrangeUser(db);
  await deleteProject(db, { projectId: project.projectId, name: "Arranged", deletedBy: by });
  return project;
}

const roundsOf = (projectId: string) => db.select().from(rounds).where(eq(rounds.projectId, projectId));

/** Kinds of the project's jobs that wait for the project to come back. */
async function heldOf(ids: readonly string[]): Promise<string[]> {
  const found = await db.execute<{ kind: string }>(sql`
    select task_identifier as kind from graphile_worker.jobs
    where split_part(key, ':', 2) = any(${sql.param(ids)}::text[]) and locked_at is null
      and run_at > now() + interval '300 days'
    order by 1`);
  return found.rows.map(({ kind }) => kind);
}

test("no job of a deleted project is done; all of them are once it is back", async () => {
  const { projectId } = await arrangeDeleted();
  const kinds = (Object.keys(jobs) as JobKind[]).filter((kind) => kind !== "purge" && kind !== "simulate");
  const importId = newId();
  await db.insert(imports).values({
    ...{ id: importId, projectId, fileName: "gone.csv", format: "csv", labelUse: "ignore" },
    ...{ state: "waiting", sourcePath: "/gone.csv" },
  });
  await enqueue(db, "import", { importId, projectId });
  await enqueue(db, "round", { projectId, cause: "labels" });
  for (const kind of ["words", "encode", "compare", "graph", "layout", "outlook", "random"] as const)
    await enqueue(db, kind, { projectId });
  await waitFor("all to be held", async () => {
    return (await heldOf([projectId, importId])).join() === [...kinds].sort().join();
  });
  expect(await roundsOf(projectId)).toEqual([]);
  const [waiting] = await db.select().from(imports).where(eq(imports.id, importId));
  expect(waiting?.state).toBe("waiting");

  await restoreProject(db, projectId);
  expect(await heldOf([projectId, importId])).toEqual([]);
  await waitFor("a round", async () =>
    (await roundsOf(projectId)).some(({ state }) => state === "published"),
  );
  await waitFor("the import to be tried", async () => {
    const [tried] = await db.select().from(imports).where(eq(imports.id, importId));
    return tried?.state === "failed";
  });
});

test("a round that is under way when the project is deleted publishes nothing, and is made up for", async () => {
  const project = await arrangeBench(db);
  const { projectId } = project;
  const round = await beginRound(db, { id: newId(), projectId, cause: "labels", workerId: "w1" });
  const facts = (await readRoundFacts(db, projectId, round.seenBefore))!;
  await deleteProject(db, { projectId, name: "Arranged", deletedBy: await arrangeUser(db) });
  const nothing = { queue: [], stages: {}, trained: null, evaluations: [] };
  expect(await publishRound(db, { roundId: round.id, facts, ...nothing })).toBeNull();
  await expect(
    beginRound(db, { id: newId(), projectId, cause: "labels", workerId: "w1" }),
  ).rejects.toMatchObject({ code: "project_not_found" });
  await restoreProject(db, projectId);
  await waitFor("another round", async () =>
    (await roundsOf(projectId)).some(({ number, state }) => number > round.number && state === "published"),
  );
});

test("an encoding whose job has begun when the project is deleted is put off, too", async () => {
  const { projectId } = await arrangeBench(db);
  const by = await arrangeUser(db);
  await waitFor("other jobs to end", async () => {
    const open = sql`graphile_worker.jobs where attempts < max_attempts and run_at < now() + interval '1 day'`;
    return (await db.execute(sql`select from ${open}`)).rows.length === 0;
  });
  await db.transaction(async (tx) => {
    // The worker says what it does between looking whether the project is deleted and beginning to encode.
    await tx.select().from(workers).for("update");
    await enqueue(db, "encode", { projectId });
    await waitFor("the job to begin", async () =>
      (await lockWaits(db)).some((query) => query.includes('"activity"')),
    );
    await deleteProject(db, { projectId, name: "Arranged", deletedBy: by });
  });
  await waitFor("the job to be put off", async () => (await heldOf([projectId])).join() === "encode");
  expect(await db.$count(encodings, eq(encodings.projectId, projectId))).toBe(0);
  await restoreProject(db, projectId);
  await waitFor("an encoding", async () => {
    return (await db.$count(encodings, eq(encodings.projectId, projectId))) > 0;
  });
});

test("a purge that must spare a file goes on a day later", async () => {
  const { projectId, sampleIds } = await arrangeDeleted();
  const imageBlob = await context.blobs.put(Buffer.from("put lately"));
  await db.update(samplePayloads).set({ imageBlob }).where(eq(samplePayloads.sampleId, sampleIds[0]!));
  await db.execute(sql`update projects set deleted_at = now() - interval '31 days' where id = ${projectId}`);
  await enqueue(db, "purge", { projectId });
  const isPutOff = sql`graphile_worker.jobs
    where key = ${`purge:${projectId}`} and run_at between now() + interval '23 hours' and now() + interval '25 hours'`;
  await waitFor("the purge to be put off", async () => {
    return (await db.execute(sql`select from ${isPutOff}`)).rows.length === 1;
  });
  expect(await context.blobs.has(imageBlob)).toBe(true);
  expect(await db.$count(samples, eq(samples.projectId, projectId))).toBe(1);

  const dayAgo = new Date(Date.now() - 25 * 3_600_000);
  const folder = join(context.uploadsDirectory, "..", "blobs", imageBlob.slice(0, 2), imageBlob.slice(2, 4));
  await utimes(join(folder, imageBlob), dayAgo, dayAgo);
  await enqueue(db, "purge", { projectId });
  await waitFor("the project to be gone", async () => {
    return (await db.$count(projects, eq(projects.id, projectId))) === 0;
  });
  expect(await context.blobs.has(imageBlob)).toBe(false);
});
