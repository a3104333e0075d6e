import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { countIndexedRows } from "@/db/queries/word-index";
import { samplePayloads, wordsOf } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { blockKey, pairKey, pairKeyOf, projectKey } from "@/db/word-keys";
import { indexWords } from "@/lib/finding/index-words";
import { requestMissingWords } from "@/lib/finding/request-missing-words";
import { newId } from "@/lib/ids";
import { jobs } from "@/lib/jobs/jobs";
import { handlers } from "@/workers/handlers";
import { arrangeMoreTexts, arrangeProject } from "../../setup/arrange-project";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();

const textsOf = (count: number) => Array.from({ length: count }, (_, i) => `the text ${i}`);

/** Rows of the index that say of a sample what the sample says. */
async function rightRows(projectId: string): Promise<number[]> {
  const { rows } = await db.execute<{ row: number }>(sql`
    select w.row from sample_words w
    join samples s on s.project_id = w.project_id and s.row = w.row
    join sample_payloads on sample_payloads.sample_id = s.id
    where w.project_id = ${projectId} and w.words = ${wordsOf(samplePayloads)} order by w.row`);
  return rows.map(({ row }) => row);
}

const rowsTo = (end: number) => Array.from({ length: end }, (_, row) => row);

async function waitingJobs(projectId: string): Promise<number> {
  const key = jobs.words.key({ projectId });
  const { rows } = await db.execute(sql`select from graphile_worker.jobs where key = ${key}`);
  return rows.length;
}

test("the words of a pool are indexed in parts, and what is indexed already is left alone", async () => {
  const project = await arrangeProject(db, textsOf(25));
  expect(await indexWords(db, project.projectId, 10)).toBe(25);
  expect(await rightRows(project.projectId)).toEqual(rowsTo(25));
  expect(await indexWords(db, project.projectId, 10)).toBe(0);
  await arrangeMoreTexts(db, project, ["more", "and more"]);
  expect(await indexWords(db, project.projectId)).toBe(2);
  expect(await rightRows(project.projectId)).toEqual(rowsTo(27));
});

test("two runs at the same time index each sample once", async () => {
  const { projectId } = await arrangeProject(db, textsOf(60));
  const added = await Promise.all([1, 2, 3].map(() => indexWords(db, projectId, 7)));
  expect(added.reduce((sum, count) => sum + count)).toBe(60);
  expect(await rightRows(projectId)).toEqual(rowsTo(60));
});

test("a run that ended in the middle is gone on with where it was", async () => {
  const { projectId } = await arrangeProject(db, textsOf(30));
  await db.execute(sql`
    create function stop_at_20() returns trigger language plpgsql as
    $$ begin if new.row >= 20 then raise 'the worker is gone'; end if; return new; end $$`);
  await db.execute(
    sql`create trigger stop before insert on sample_words for each row execute function stop_at_20()`,
  );
  await expect(indexWords(db, projectId, 8)).rejects.toThrow();
  await db.execute(sql`drop trigger stop on sample_words`);
  expect(await countIndexedRows(db, projectId)).toBe(16);
  await handlers.words(createInProcessWorker(db), { projectId }, { isLast: false });
  expect(await rightRows(projectId)).toEqual(rowsTo(30));
});

test("the worker asks for what no job indexes, once, as in a database from before there was an index", async () => {
  const old = await arrangeProject(db, textsOf(3));
  const done = await arrangeProject(db, textsOf(3));
  await indexWords(db, done.projectId);
  await requestMissingWords(db);
  await requestMissingWords(db);
  expect(await waitingJobs(old.projectId)).toBe(1);
  expect(await waitingJobs(done.projectId)).toBe(0);
  await handlers.words(createInProcessWorker(db), { projectId: old.projectId }, { isLast: false });
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  expect(await requestMissingWords(db)).toBe(0);
});

test("an empty pool, and a project that is gone, have nothing to index", async () => {
  expect(await indexWords(db, newId())).toBe(0);
  const { projectId } = await arrangeProject(db, ["one"]);
  await indexWords(db, projectId);
  await db.execute(sql`delete from samples where project_id = ${projectId}`);
  await db.execute(sql`delete from imports where project_id = ${projectId}`);
  await db.delete(projects).where(sql`id = ${projectId}`);
  expect(await countIndexedRows(db, projectId)).toBe(0);
});

test("keys say which project and block a row is of, and which words follow each other in it", async () => {
  const { projectId } = await arrangeProject(db, ["red card, Ärger's end"]);
  await indexWords(db, projectId);
  const { rows } = await db.execute<{ keys: number[] }>(
    sql`select keys from sample_words where project_id = ${projectId}`,
  );
  const words = ["red", "card", "ärger", "s", "end"];
  const pairs = words.slice(1).map((word, i) => pairKey(words[i]!, word));
  const expected = [projectKey(projectId), blockKey(projectId, 0), ...pairs];
  expect(rows[0]!.keys.toSorted((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
});

test("PostgreSQL computes the key of two words as we do", async () => {
  for (const [first, second] of [
    ["a", "b"],
    ["ärger", "привет"],
    ["it's", "\\"],
  ] as const) {
    const key = pairKeyOf(sql`${first}::text`, sql`${second}::text`);
    const { rows } = await db.execute<{ key: number }>(sql`select ${key} as key`);
    expect(rows[0]!.key, `${first} ${second}`).toBe(pairKey(first, second));
  }
});
