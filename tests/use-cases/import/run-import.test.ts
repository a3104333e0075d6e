import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { archiveLabelClass } from "@/lib/projects/archive-label-class";
import { readTexts } from "@/lib/samples/read-content";
import { runImport } from "@/lib/samples/run-import";
import { createTestDatabase } from "../../setup/test-database";
import { importBench } from "./imported";

const { db } = await createTestDatabase();
const { blobs, makeProject, start, run, importFile, rows, ownerId } = await importBench(db);

const classesOf = async (projectId: string) =>
  (
    await rows<{ name: string }>(
      sql`select name from label_classes where project_id = ${projectId} order by position`,
    )
  ).map(({ name }) => name);

const samplesOf = (projectId: string) =>
  rows<{ row: number; text: string }>(sql`
    select s.row, p.text from samples s join sample_payloads p on p.sample_id = s.id
    where s.project_id = ${projectId} order by s.row`);

const jobsOf = async (projectId: string) =>
  (
    await rows<{ task_identifier: string }>(sql`
      select t.identifier as task_identifier from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where j.payload ->> 'projectId' = ${projectId} order by j.id`)
  ).map((job) => job.task_identifier);

async function pool(projectId: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const batch of readTexts(db, projectId, 2)) texts.push(...batch);
  return texts;
}

test("rows are numbered without gaps through duplicates, refusals and imports", async () => {
  const projectId = await makeProject("text");
  const first = await importFile(projectId, "text,note\na,\nb,\na,\n ,\nc,\n");
  expect(first).toMatchObject({ state: "done", accepted: 3, duplicates: 1, refused: 1 });
  expect(first.report).toEqual(["line 4: duplicate of line 2", "line 5: the text is empty"]);
  const second = await importFile(projectId, "text\nd\nb\n");
  expect(second.report).toEqual(["line 3: duplicate of a sample already in the pool"]);
  expect(await samplesOf(projectId)).toEqual(["a", "b", "c", "d"].map((text, row) => ({ row, text })));
  expect(await pool(projectId)).toEqual(["a", "b", "c", "d"]);
});

test("known labels become annotations of the importer; classes are made in the order of their names", async () => {
  const projectId = await makeProject("text");
  await importFile(projectId, "text,label\na,10\nb,9\nc,\n");
  expect(await classesOf(projectId)).toEqual(["9", "10"]);
  const found = await rows(sql`
    select annotator_id, action, source, slot, strategy, score, propensity, generation, seconds
    from annotations where project_id = ${projectId}`);
  expect(found).toHaveLength(2);
  expect(found[0]).toEqual({
    annotator_id: ownerId,
    action: "label",
    source: "imported",
    slot: "imported",
    strategy: "imported",
    score: 0,
    propensity: 1,
    generation: 0,
    seconds: null,
  });
  expect(await rows(sql`select 1 from labels where project_id = ${projectId}`)).toHaveLength(2);
  expect(await jobsOf(projectId)).toEqual(expect.arrayContaining(["encode", "words"]));
});

test("truths are hidden apart from annotations, ignored labels leave nothing", async () => {
  const hidden = await makeProject("text");
  await importFile(hidden, "text,label\na,x\nb,y\n", { labelUse: "truth" });
  const ignored = await makeProject("text");
  await importFile(ignored, "text,label\na,x\nb,y\n", { labelUse: "ignore" });
  const count = async (projectId: string) =>
    rows(sql`
      select count(t.sample_id)::int as truths, count(a.id)::int as annotations from samples s
      left join sample_truths t on t.sample_id = s.id left join annotations a on a.sample_id = s.id
      where s.project_id = ${projectId}`);
  expect(await count(hidden)).toEqual([{ truths: 2, annotations: 0 }]);
  expect(await count(ignored)).toEqual([{ truths: 0, annotations: 0 }]);
  expect(await classesOf(ignored)).toEqual([]);
});

test("labels for unknown classes add the classes behind the others and say so", async () => {
  const projectId = await makeProject("text", ["spam", "ham"]);
  const { report } = await importFile(projectId, "text,label\na,spam\nb,spma\n");
  expect(await classesOf(projectId)).toEqual(["spam", "ham", "spma"]);
  expect(report).toEqual([
    "class “spma”: was not in the project and was added; archive it if it is a mistake",
  ]);
});

test("a label of an archived class is left out and reported; its sample is taken in", async () => {
  const projectId = await makeProject("text", ["old", "new"]);
  const [old] = await rows<{ id: string }>(
    sql`select id from label_classes where project_id = ${projectId} and name = 'old'`,
  );
  await archiveLabelClass(db, { projectId, labelClassId: old!.id });
  const { accepted, report } = await importFile(projectId, "text,label\na,old\nb,new\n");
  expect(accepted).toBe(2);
  expect(report).toEqual(["line 2: its class “old” is archived: taken in without the label"]);
});

test("a file with one class is imported like any other", async () => {
  const projectId = await makeProject("text");
  expect(await importFile(projectId, "text,label\na,only\nb,only\n")).toMatchObject({ accepted: 2 });
  expect(await classesOf(projectId)).toEqual(["only"]);
});

test("duplicates with another label are reported and the first label is kept", async () => {
  const projectId = await makeProject("text");
  const first = await importFile(projectId, "text,label\na,x\na,y\nb,\nb,y\n");
  expect(first.report).toEqual([
    "line 3: duplicate of line 2 with another label: “y” here, “x” there is kept",
    "line 5: duplicate of line 4, which gets its label “y”",
  ]);
  const second = await importFile(projectId, "text,label\na,y\n");
  expect(second.report).toEqual([
    "line 2: duplicate of a sample already in the pool with another label: “y” here, “x” there is kept",
  ]);
});

test("labels that come later attach to the samples already in the pool and ask for a round", async () => {
  const projectId = await makeProject("text");
  await importFile(projectId, "text\na\nb\n");
  const labels = await importFile(projectId, "text,label\na,x\nb,y\n");
  expect(labels).toMatchObject({ state: "done", accepted: 0, duplicates: 2 });
  expect(await rows(sql`select 1 from labels where project_id = ${projectId}`)).toHaveLength(2);
  expect(await jobsOf(projectId)).toContain("round");
});

test("a file that breaks in the middle leaves nothing in the pool and says where", async () => {
  const projectId = await makeProject("text");
  const lines = Array.from({ length: 5000 }, (_, i) => `text ${i},x`).join("\n");
  const outcome = await importFile(projectId, `text,label\n${lines}\n"open,x\n`);
  expect(outcome).toMatchObject({ state: "failed", accepted: 0 });
  expect(outcome.error).toMatch("The quote that opens on line 5002 of file.csv is never closed");
  expect(await samplesOf(projectId)).toEqual([]);
  expect(await classesOf(projectId)).toEqual([]);
  expect(await jobsOf(projectId)).toEqual(["import"]);
});

test("a file of which nothing can be taken fails, and its report stays", async () => {
  const projectId = await makeProject("text");
  const outcome = await importFile(projectId, "text,label\na,b,c\n,x\n");
  expect(outcome.state).toBe("failed");
  expect(outcome.error).toMatch(/all 2 samples were refused\. The first: line 2: 3 fields/);
  expect(outcome.report).toHaveLength(2);
  expect((await importFile(projectId, "text,label\n")).error).toMatch("holds no samples");
});

test("more than 500 different labels are no classes", async () => {
  const projectId = await makeProject("text");
  const lines = Array.from({ length: 501 }, (_, i) => `t${i},l${i}`).join("\n");
  const outcome = await importFile(projectId, `text,label\n${lines}\n`);
  expect(outcome.error).toMatch("more than 500 classes");
});

test("an import that was killed is done from the start; a finished one is left alone", async () => {
  const projectId = await makeProject("text");
  const importId = await start(projectId, "text\na\nb,c\n");
  await rows(sql`update imports set state = 'running', accepted = 7 where id = ${importId}`);
  await rows(sql`insert into import_refusals values (${importId}, 0, 'line 9', 'left by the killed run')`);
  expect(await run(importId)).toMatchObject({ state: "done", accepted: 1, refused: 1 });
  expect(await run(importId)).toMatchObject({ state: "done", accepted: 1, refused: 1 });
  expect(await samplesOf(projectId)).toHaveLength(1);
  const reasons = await rows(sql`select reason from import_refusals where import_id = ${importId}`);
  expect(reasons).toEqual([{ reason: "2 fields where the header has 1" }]);
});

test("imports of one project run one after another, also when the same one is run twice", async () => {
  const projectId = await makeProject("text");
  const lines = (from: number) => Array.from({ length: 3000 }, (_, i) => `text ${from + i}`).join("\n");
  const [one, two] = [
    await start(projectId, `text\n${lines(0)}\n`),
    await start(projectId, `text\n${lines(1500)}\n`),
  ];
  await Promise.all([run(one), run(two), run(one)]);
  const found = await samplesOf(projectId);
  expect(found.map(({ row }) => row)).toEqual(Array.from({ length: 4500 }, (_, row) => row));
});

test("a source that is gone, and a format that does not fit the project, are said clearly", async () => {
  const projectId = await makeProject("text");
  const importId = await start(projectId, "text\na\n");
  await rows(sql`update imports set source_path = '/nowhere/file' where id = ${importId}`);
  expect((await run(importId)).error).toMatch("The received file of file.csv is not there any more");
  await expect(start(projectId, "", { format: "zip" })).rejects.toThrow(
    /is a project of texts, and file\.zip \(zip\) does not hold any/,
  );
});

test("a fault of ours fails the import, so that nobody waits for it, and is thrown to be logged", async () => {
  const projectId = await makeProject("text");
  const importId = await start(projectId, "text,label\na,x\n");
  const faulty = { db, blobs, newId: () => "not a UUID" };
  await expect(runImport(faulty, importId)).rejects.toThrow();
  const found = await rows(sql`select state, error from imports where id = ${importId}`);
  expect(found).toEqual([{ state: "failed", error: expect.stringMatching(/nobody foresaw/) }]);
  expect(await samplesOf(projectId)).toEqual([]);
});

test("a connection that is cut in the middle leaves the import to be tried again", async () => {
  const projectId = await makeProject("text");
  const lines = Array.from({ length: 6_000 }, (_, i) => `text ${i}`).join("\n");
  const importId = await start(projectId, `text\n${lines}\n`);
  let cut = false;
  const now = () => {
    // Every look at the clock is a little later, so that progress is written every twenty samples.
    clock += 25;
    return clock;
  };
  let clock = 0;
  const onProgress = () => {
    if (cut) return;
    cut = true;
    void rows(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`);
  };
  await expect(runImport({ db, blobs, newId, now, onProgress }, importId)).rejects.toThrow();
  expect(await samplesOf(projectId)).toEqual([]);
  expect(await run(importId)).toMatchObject({ state: "done", accepted: 6_000 });
});
