import { sql } from "drizzle-orm";
import sharp from "sharp";
import { expect, test } from "vitest";
import { makeZip } from "../../lib/samples/readers/make-zip";
import { createTestDatabase } from "../../setup/test-database";
import { importBench } from "./imported";

const { db } = await createTestDatabase();
const { makeProject, importFile, rows } = await importBench(db);

const idsOf = async (projectId: string) =>
  (
    await rows<{ id: string | null; text: string }>(sql`
      select p.external_id as id, p.text from samples s join sample_payloads p on p.sample_id = s.id
      where s.project_id = ${projectId} order by s.row`)
  ).map(({ id, text }) => `${id}: ${text}`);

const refusalOf = (id: string, place: string) =>
  `the id “${id}” is already that of ${place}, which has another text (samples may share a "group", not an "id")`;

const grey = (value: number) =>
  sharp(Buffer.alloc(64, value), { raw: { width: 8, height: 8, channels: 1 } })
    .png()
    .toBuffer();

const numbered = (texts: readonly string[]) =>
  `id,text\n${texts.map((text, i) => `${i + 1},${text}`).join("\n")}\n`;

test("of lines with the same id the first is taken in, and each later one is refused by name", async () => {
  const projectId = await makeProject("text");
  const outcome = await importFile(projectId, "id,text,label\n7,a,x\n8,b,x\n7,c,y\n,d,x\n,e,x\n7,f,x\n");
  expect(outcome).toMatchObject({ state: "done", accepted: 4, duplicates: 0, refused: 2 });
  expect(outcome.report).toEqual([
    `line 4: ${refusalOf("7", "line 2")}`,
    `line 7: ${refusalOf("7", "line 2")}`,
  ]);
  expect(await idsOf(projectId)).toEqual(["7: a", "8: b", "null: d", "null: e"]);
});

test("a refused line leaves its class to nobody", async () => {
  const projectId = await makeProject("text");
  await importFile(projectId, "id,text,label\n7,a,x\n7,b,y\n");
  expect(await rows(sql`select name from label_classes where project_id = ${projectId}`)).toEqual([
    { name: "x" },
  ]);
});

test("the same text under the same id is a duplicate like any other", async () => {
  const projectId = await makeProject("text");
  const outcome = await importFile(projectId, "id,text,label\n7,a,\n7,a,x\n8,a,x\n8,b,x\n");
  expect(outcome).toMatchObject({ accepted: 1, duplicates: 2, refused: 1 });
  expect(outcome.report).toEqual([
    "line 3: duplicate of line 2, which gets its label “x”",
    "line 4: duplicate of line 2",
    `line 5: ${refusalOf("8", "line 4")}`,
  ]);
});

test("an id whose line was refused for another reason is free for the next", async () => {
  const projectId = await makeProject("text");
  const outcome = await importFile(projectId, "id,text\n7, \n7,a\n");
  expect(outcome).toMatchObject({ accepted: 1, refused: 1 });
  expect(await idsOf(projectId)).toEqual(["7: a"]);
});

test("ids are compared through the whole of a long file", async () => {
  const projectId = await makeProject("text");
  const texts = Array.from({ length: 5_000 }, (_, i) => `text ${i}`);
  const outcome = await importFile(projectId, `${numbered(texts)}2,late\n4999,later\n`);
  expect(outcome).toMatchObject({ accepted: 5_000, refused: 2 });
  expect(outcome.report).toEqual([
    `line 5002: ${refusalOf("2", "line 3")}`,
    `line 5003: ${refusalOf("4999", "line 5000")}`,
  ]);
});

test("JSON lines and very long ids are told in the same words, shortened", async () => {
  const projectId = await makeProject("text");
  const id = "i".repeat(1_000);
  const lines = [
    { id, text: "a" },
    { id, text: "b" },
    { id: 7, text: "c" },
    { id: "7", text: "d" },
  ].map((line) => JSON.stringify(line));
  const outcome = await importFile(projectId, lines.join("\n"), { format: "jsonl" });
  expect(outcome.report).toEqual([
    `line 2: ${refusalOf(`${"i".repeat(60)}…`, "line 1")}`,
    `line 4: ${refusalOf("7", "line 3")}`,
  ]);
});

test("the same file again is merged whole, and says nothing of ids", async () => {
  const projectId = await makeProject("text");
  await importFile(projectId, numbered(["a", "b"]));
  const again = await importFile(projectId, numbered(["a", "b"]));
  expect(again).toMatchObject({ state: "done", accepted: 0, duplicates: 2, refused: 0 });
  expect(again.report).toEqual([
    "line 2: duplicate of a sample already in the pool",
    "line 3: duplicate of a sample already in the pool",
  ]);
});

test("a second file that numbers its lines from 1 as well is taken in, with a word on it", async () => {
  const projectId = await makeProject("text");
  await importFile(projectId, numbered(["a", "b", "c"]));
  const second = await importFile(projectId, `${numbered(["d", "e"])}9,f\n`);
  expect(second).toMatchObject({ accepted: 3, refused: 0 });
  expect(second.report).toEqual([
    "line 2: the id “1” is the first of 2 that name another text in an earlier file; taken in all the same, exports tell them apart by sampleId",
  ]);
  const corrected = await importFile(projectId, "id,text\n3,corrected\n");
  expect(corrected.report).toEqual([
    "line 2: the id “3” names another text in an earlier file; taken in all the same, exports tell them apart by sampleId",
  ]);
  expect(await idsOf(projectId)).toEqual(["1: a", "2: b", "3: c", "1: d", "2: e", "9: f", "3: corrected"]);
});

test("images of two archives may lie at the same path", async () => {
  const projectId = await makeProject("image");
  for (const value of [10, 240]) {
    const archive = await makeZip({ "1.png": await grey(value) });
    expect(await importFile(projectId, archive, { format: "zip" })).toMatchObject({
      accepted: 1,
      report: [],
    });
  }
});

test("what another project calls its samples does not matter", async () => {
  await importFile(await makeProject("text"), numbered(["a"]));
  const outcome = await importFile(await makeProject("text"), numbered(["b"]));
  expect(outcome).toMatchObject({ accepted: 1, report: [] });
});
