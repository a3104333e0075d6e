import { access, mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { samplePayloads } from "@/db/schema/labeling";
import { encodings, imports, projects } from "@/db/schema/projects";
import { modelVersions, rounds, simulations } from "@/db/schema/rounds";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/enqueue";
import { foldWork } from "@/lib/labeling/fold-work";
import { blobColumns } from "@/lib/projects/blob-columns";
import { deleteProject } from "@/lib/projects/delete-project";
import { type PurgeTools, purgeProject } from "@/lib/projects/purge-project";
import { requestPurges } from "@/lib/projects/request-purges";
import { previewKey } from "@/lib/samples/preview-key";
import { createDerivedFiles } from "@/lib/storage/derived-files";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeBench, arrangeUser, record, take } from "../labeling/arrange";

const { db } = await createTestDatabase();
const { blobs, uploadsDirectory } = createInProcessWorker(db);
const previewsDirectory = join(uploadsDirectory, "..", "previews");
const pathOf = (key: string) => join(uploadsDirectory, "..", "blobs", key.slice(0, 2), key.slice(2, 4), key);
const previews = createDerivedFiles({ directory: previewsDirectory, atOnce: 1 });

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day);
const tools = (changed: Partial<PurgeTools> = {}): PurgeTools => ({
  ...{ db, blobs, previews, uploadsDirectory, now: () => inDays(31), batchRows: 3 },
  ...changed,
});

const put = (content: string) => blobs.put(Buffer.from(content));
const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** A project with something in every table and a blob in every column; `shared` ends the content of some of its blobs. */
async function arrangeFull(name: string, shared: string) {
  const project = await arrangeBench(db, { truths: true, project: { name } });
  const { projectId, sampleIds, classIds } = project;
  const own = (what: string) => put(`${what} of ${name}`);
  const both = (what: string) => put(`${what} ${shared}`);
  await db
    .update(samplePayloads)
    .set({ imageBlob: await own("image") })
    .where(eq(samplePayloads.sampleId, sampleIds[0]!));
  await db
    .update(samplePayloads)
    .set({ imageBlob: await both("image") })
    .where(eq(samplePayloads.sampleId, sampleIds[1]!));
  const [encodingId, roundId, modelId] = [newId(), newId(), newId()];
  await db.insert(encodings).values({
    ...{ id: encodingId, projectId, encoder: "e", state: "done", rowCount: 10, fittedRows: 10 },
    ...{ encoderBlob: await both("encoder"), graphBlob: await own("graph"), layoutBlob: await own("layout") },
    ...{ shardBlobs: [await own("shard"), await both("shard")], sparseShardBlobs: [await own("sparse")] },
  });
  await db.insert(rounds).values({
    ...{ id: roundId, projectId, number: 1, state: "published", cause: "labels", workerId: "w" },
  });
  await db.insert(modelVersions).values({
    ...{ id: modelId, projectId, roundId, encodingId, number: 1, learner: "l", strategy: "s" },
    ...{ labelClassIds: [...classIds], trainingLabels: 1, labelsSpent: 1, temperature: 1, chosen: {} },
    ...{ modelBlob: await own("model"), holdoutPredictionsBlob: await both("predictions") },
    poolSummaryBlob: await own("summary"),
  });
  await db.insert(simulations).values({
    ...{ id: newId(), projectId, state: "done", request: {}, reportBlob: await own("report") },
  });
  const { samples } = await take(db, project, 5);
  for (const { sampleId } of samples.slice(0, 4)) {
    await record(db, project, { action: "label", sampleId, labelClassId: classIds[0]!, seconds: 1 });
  }
  await foldWork(db);
  const ownBlobs = ["image", "graph", "layout", "shard", "sparse", "model", "summary", "report"].map(own);
  const sharedBlobs = ["image", "encoder", "shard", "predictions"].map(both);
  return { ...project, ownBlobs: await Promise.all(ownBlobs), sharedBlobs: await Promise.all(sharedBlobs) };
}

async function remove(projectId: string): Promise<void> {
  const [project] = await db.select().from(projects).where(eq(projects.id, projectId));
  await deleteProject(db, { projectId, name: project!.name, deletedBy: await arrangeUser(db) });
}

/** Rows of the project in each table that names projects, but for those without any. */
async function rowsOf(projectId: string): Promise<Record<string, number>> {
  const tables = await db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns join information_schema.tables using (table_name)
    where columns.table_schema = 'public' and column_name = 'project_id' and table_type = 'BASE TABLE'`);
  const counts: Record<string, number> = {};
  for (const { name } of tables.rows) {
    const found = await db.execute<{ count: number }>(sql`
      select count(*)::int as count from ${sql.identifier(name)} where project_id = ${projectId}`);
    if (found.rows[0]!.count > 0) counts[name] = found.rows[0]!.count;
  }
  return counts;
}

const areThere = (keys: readonly string[]) => Promise.all(keys.map((key) => blobs.has(key)));
const all = (keys: readonly string[], is: boolean) => keys.map(() => is);

test("a project is removed with all its rows, and with the blobs that no other names", async () => {
  const gone = await arrangeFull("Gone", "that two share");
  const stays = await arrangeFull("Stays", "that two share");
  const before = await rowsOf(stays.projectId);
  const names = Object.keys(before);
  expect(names).toEqual(
    expect.arrayContaining(["annotations", "labels", "queue_entries", "leases", "work_sums"]),
  );
  await remove(gone.projectId);
  expect(await purgeProject(tools(), gone.projectId)).toMatchObject({ blobs: 8 });
  expect(await rowsOf(gone.projectId)).toEqual({});
  expect(await db.select().from(projects).where(eq(projects.id, gone.projectId))).toEqual([]);
  const left = await db.execute(sql`
    select from sample_payloads where sample_id = any(${sql.param(gone.sampleIds)}::bigint[])`);
  expect(left.rows).toEqual([]);
  expect(await areThere(gone.ownBlobs)).toEqual(all(gone.ownBlobs, false));

  expect(await rowsOf(stays.projectId)).toEqual(before);
  expect(await areThere(stays.ownBlobs)).toEqual(all(stays.ownBlobs, true));
  expect(await areThere(stays.sharedBlobs)).toEqual(all(stays.sharedBlobs, true));

  await remove(stays.projectId);
  await purgeProject(tools(), stays.projectId);
  expect(await areThere([...stays.ownBlobs, ...stays.sharedBlobs])).not.toContain(true);
});

test("a project is removed when nobody may bring it back any more, and neither before nor without being deleted", async () => {
  const { projectId } = await arrangeFull("Waits", "of itself");
  const before = await rowsOf(projectId);
  expect(await purgeProject(tools(), projectId)).toBeNull();
  expect(await requestPurges(db, inDays(31))).toBe(0);
  await remove(projectId);
  const days30 = 30 + 0.5 / 24;
  expect(await requestPurges(db, inDays(days30))).toBe(0);
  expect(await purgeProject(tools({ now: () => inDays(days30) }), projectId)).toBeNull();
  expect(await rowsOf(projectId)).toEqual(before);
  expect(await requestPurges(db, inDays(30.1))).toBe(1);
  expect(await requestPurges(db, inDays(30.1))).toBe(0);
  await db.execute(sql`
    update graphile_worker._private_jobs set attempts = max_attempts, updated_at = now() - interval '2 hours'
    where key = ${`purge:${projectId}`}`);
  expect(await requestPurges(db, inDays(30.1))).toBe(1);
});

/** Tools whose process dies at the next statement, or the end of a transaction, after so many. */
function dyingAfter(lives: number): PurgeTools {
  let lived = 0;
  const live = () => {
    if (++lived > lives) throw new Error("killed");
  };
  const execute: typeof db.execute = (query) => {
    live();
    return db.execute(query);
  };
  const transaction: typeof db.transaction = (work) =>
    db.transaction(async (tx) => {
      const done = await work(tx);
      // What a killed process had open is rolled back; the files that it had removed stay away.
      live();
      return done;
    });
  return tools({ db: Object.assign(Object.create(db), { execute, transaction }) });
}

test("killed anywhere in the middle, it is gone on with and ends the same", async () => {
  const project = await arrangeFull("Killed", "of the killed one");
  await remove(project.projectId);
  let kills = 0;
  for (let lives = 1; ; lives += 2) {
    const end = await purgeProject(dyingAfter(lives), project.projectId).catch(
      (error: Error) => error.message,
    );
    if (end !== "killed") break;
    kills++;
  }
  expect(kills).toBeGreaterThan(5);
  expect(await rowsOf(project.projectId)).toEqual({});
  expect(await areThere([...project.ownBlobs, ...project.sharedBlobs])).not.toContain(true);
});

/** Days until the purge of the project that waits. */
async function purgeWaits(projectId: string): Promise<number[]> {
  const found = await db.execute<{ days: number }>(sql`
    select round(extract(epoch from run_at - now()) / 86400)::int as days
    from graphile_worker.jobs where key = ${`purge:${projectId}`}`);
  return found.rows.map(({ days }) => days);
}

test("a blob that was put again lately stays, since an import may be about to name it, and goes a day later", async () => {
  const { projectId, ownBlobs, sampleIds } = await arrangeFull("Lately", "of the late one");
  await remove(projectId);
  const [image, , , shard] = ownBlobs;
  for (const key of [image!, shard!]) await utimes(pathOf(key), inDays(31), inDays(31));
  const images = () =>
    db
      .select({ sampleId: samplePayloads.sampleId })
      .from(samplePayloads)
      .where(eq(samplePayloads.imageBlob, image!));

  expect(await purgeProject(tools(), projectId)).toMatchObject({ spared: 1 });
  expect(await areThere([image!, shard!])).toEqual([true, true]);
  expect(await images()).toEqual([{ sampleId: sampleIds[0] }]);
  // Those beside it in its batch went.
  expect((await rowsOf(projectId)).samples).toBeLessThan(10);
  expect(await purgeWaits(projectId)).toEqual([1]);
  expect(await requestPurges(db, inDays(31))).toBe(0);
  // One that comes too early ends as well, also where its batch is that row alone.
  expect(await purgeProject(tools({ batchRows: 1 }), projectId)).toMatchObject({ spared: 1 });
  expect(await purgeWaits(projectId)).toEqual([1]);

  await utimes(pathOf(shard!), inDays(32), inDays(32));
  const dayLater = tools({ now: () => inDays(32.01) });
  expect(await purgeProject(dayLater, projectId)).toMatchObject({ spared: 1 });
  expect(Object.keys(await rowsOf(projectId))).toEqual(expect.arrayContaining(["encodings", "imports"]));
  expect(await areThere([image!, shard!])).toEqual([false, true]);

  const twoLater = tools({ now: () => inDays(33.02) });
  expect(await purgeProject(twoLater, projectId)).toMatchObject({ spared: 0 });
  expect(await rowsOf(projectId)).toEqual({});
  expect(await areThere(ownBlobs)).toEqual(all(ownBlobs, false));
});

test("previews, files that were never imported, and jobs that wait go, too", async () => {
  const { projectId, ownBlobs } = await arrangeFull("Rest", "of the rest");
  const key = previewKey(ownBlobs[0]!);
  await previews.readOrMake(key, async () => Buffer.from("small"));
  const preview = join(previewsDirectory, key.slice(0, 2), key);
  await mkdir(uploadsDirectory, { recursive: true });
  const [upload, elsewhere] = [
    join(uploadsDirectory, "waiting.csv"),
    join(previewsDirectory, "operators.csv"),
  ];
  for (const sourcePath of [upload, elsewhere]) {
    await writeFile(sourcePath, "text");
    const importId = newId();
    await db.insert(imports).values({
      ...{ id: importId, projectId, fileName: "a.csv", format: "csv", labelUse: "ignore" },
      ...{ state: "waiting", sourcePath },
    });
    await enqueue(db, "import", { importId, projectId }, { delaySeconds: 86_400 });
  }
  await enqueue(db, "round", { projectId, cause: "labels" });
  await remove(projectId);
  const jobsBefore = await db.$count(sql`graphile_worker.jobs` as never);
  expect(await isThere(preview)).toBe(true);
  await purgeProject(tools(), projectId);
  expect(await Promise.all([preview, upload, elsewhere].map(isThere))).toEqual([false, false, true]);
  expect(await db.$count(sql`graphile_worker.jobs` as never)).toBe(jobsBefore - 3);
});

test("every column that names blobs is known", async () => {
  const found = await db.execute<{ place: string }>(sql`
    select table_name || '.' || column_name as place from information_schema.columns
    where table_schema = 'public' and column_name ~ '_blobs?$'`);
  const known = Object.entries(blobColumns).flatMap(([table, names]) =>
    names.map((name) => `${table}.${name}`),
  );
  expect(found.rows.map(({ place }) => place).sort()).toEqual(known.sort());
});
