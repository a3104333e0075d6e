import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { findQuerySchema } from "@/lib/contracts/finding";
import { findInPool } from "@/lib/finding/find-in-pool";
import { newId } from "@/lib/ids";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { type ArrangedProject, arrangeLabels, arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";
import { setHoldoutShare } from "./arrange-finding";

const { db } = await createTestDatabase();

function find(project: ArrangedProject, query: Record<string, unknown>) {
  const asker = { projectId: project.projectId, annotatorId: project.userId };
  return findInPool(db, asker, findQuerySchema.parse(query));
}

async function textsOf(project: ArrangedProject, q: string): Promise<(string | null)[]> {
  return (await find(project, { q })).hits.map(({ sample }) => sample.text);
}

const pool = (texts: readonly string[]) => arrangeProject(db, texts, { holdoutShare: 0 });

test("all words must occur, in any order and case; the last one may be a beginning", async () => {
  const project = await pool(["The goalkeeper saved a penalty", "A PENALTY for the bank", "Penal law"]);
  expect(await textsOf(project, "penalty saved")).toEqual(["The goalkeeper saved a penalty"]);
  expect(await textsOf(project, "a pena")).toEqual([
    "The goalkeeper saved a penalty",
    "A PENALTY for the bank",
  ]);
  expect(await textsOf(project, "pena ")).toEqual([]);
  expect(await textsOf(project, "pena law")).toEqual([]);
});

test("quotes make a phrase, a minus excludes, or chooses", async () => {
  const project = await pool(["red card", "card red", "yellow card", "red apple"]);
  expect(await textsOf(project, '"red card"')).toEqual(["red card"]);
  expect(await textsOf(project, "card -yellow")).toEqual(["red card", "card red"]);
  expect(await textsOf(project, "yellow or apple")).toEqual(["yellow card", "red apple"]);
  expect(await textsOf(project, "-card")).toEqual(["red apple"]);
});

test("other alphabets, umlauts and scripts without spaces are found", async () => {
  const project = await pool(["ÄRGER im Büro", "Привет, мир", "我们在北京见面", "今天天气很好"]);
  expect(await textsOf(project, "ärger")).toEqual(["ÄRGER im Büro"]);
  expect(await textsOf(project, "ПРИВЕТ")).toEqual(["Привет, мир"]);
  expect(await textsOf(project, "北京")).toEqual(["我们在北京见面"]);
});

test("what was typed is never read as a command, whatever it is", async () => {
  const project = await pool(["it's 100 % \\ (or) <b>bold</b>", "c++ & c#"]);
  for (const q of [
    "'",
    "''",
    '"',
    "\\",
    "&",
    "|",
    "!",
    "(",
    ":*",
    "<->",
    "-",
    "--",
    "it's",
    "%_",
    "' | 'c",
  ]) {
    await expect(find(project, { q }), q).resolves.toBeDefined();
  }
  expect(await textsOf(project, "it's")).toEqual(["it's 100 % \\ (or) <b>bold</b>"]);
  expect(await textsOf(project, "++")).toEqual(["c++ & c#"]);
});

test("ids and groups of the file and values of metadata are searched, too", async () => {
  const project = await pool(["one", "two"]);
  const second = project.sampleIds[1]!;
  await db.execute(sql`
    update sample_payloads set external_id = 'row-77', metadata = '{"source": "Reuters"}' where sample_id = ${second}`);
  expect(await textsOf(project, "row-77")).toEqual(["two"]);
  expect(await textsOf(project, "reuters")).toEqual(["two"]);
});

test("what was found is marked, without any markup, in an excerpt around it", async () => {
  const project = await pool([`${"filler ".repeat(200)}the <b>Needle</b> lies here ${"more ".repeat(200)}`]);
  const [hit] = (await find(project, { q: "needle" })).hits;
  expect(hit!.excerpt.filter(({ isMatch }) => isMatch).map(({ text }) => text)).toEqual(["Needle"]);
  const shown = hit!.excerpt.map(({ text }) => text).join("");
  expect(shown).toContain("the <b>Needle</b> lies here");
  expect(shown.length).toBeLessThan(500);
});

test("pages follow each other without gaps and repeats, through a holdout that is never shown", async () => {
  const project = await pool(Array.from({ length: 150 }, (_, i) => `word number${i}`));
  await setHoldoutShare(db, project.projectId, 0.4);
  const open = project.sampleIds.filter((_, row) => !isHoldout(1, row, 0.4));
  for (const q of ["word", ""]) {
    const found: number[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const page = await find(project, { q, after });
      found.push(...page.hits.map(({ sample }) => sample.sampleId));
      after = page.next;
    }
    expect(found, q).toEqual(open);
  }
});

test("a row of the holdout whose label came with the file has left the reserve and is found", async () => {
  const project = await pool(["word a", "word b"]);
  await setHoldoutShare(db, project.projectId, 1);
  expect(await textsOf(project, "word")).toEqual([]);
  await arrangeLabels(db, project, [{ row: 1, classIndex: 0, slot: "imported" }]);
  expect(await textsOf(project, "word")).toEqual(["word b"]);
});

test("unlabeled leaves out what anybody labeled, mine shows one's own labels, undone ones are gone", async () => {
  const project = await pool(["word a", "word b", "word c"]);
  const other = await pool(["elsewhere"]);
  await arrangeLabels(db, project, [{ row: 0, classIndex: 1 }]);
  await arrangeLabels(db, { ...project, userId: other.userId }, [{ row: 1, classIndex: 0 }]);
  const [undone] = await arrangeLabels(db, project, [{ row: 2, classIndex: 0 }]);
  const { projectId, userId } = project;
  const undo = { id: newId(), projectId, annotatorId: userId, source: "annotator" } as const;
  await recordAnnotation(db, { ...undo, input: { action: "undo", undoes: undone! } });
  const by = async (filter: string) =>
    (await find(project, { q: "word", filter })).hits.map(({ sample }) => sample.text);
  expect(await by("all")).toEqual(["word a", "word b", "word c"]);
  expect(await by("unlabeled")).toEqual(["word c"]);
  expect(await by("mine")).toEqual(["word a"]);
  const { hits } = await find(project, {});
  expect(hits.map(({ isLabeled, ownClassIds }) => [isLabeled, ownClassIds])).toEqual([
    [true, [project.labelClassIds[1]]],
    [true, null],
    [false, null],
  ]);
});

test("only the project's own pool is searched", async () => {
  await pool(["secret word"]);
  expect(await textsOf(await pool(["word"]), "word")).toEqual(["word"]);
});

test("words are found through the index", async () => {
  await pool(Array.from({ length: 400 }, (_, i) => `text${i} common`));
  await db.execute(sql`analyze sample_payloads`);
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    const plan = await tx.execute<{ "QUERY PLAN": string }>(sql`
      explain select sample_id from sample_payloads
      where (to_tsvector('simple', coalesce(external_id, '') || ' ' || coalesce(group_key, '') || ' '
        || left(coalesce(text, ''), 100000)) || to_tsvector('simple', coalesce(metadata, '{}'::jsonb)))
        @@ '''text7'''::tsquery`);
    expect(plan.rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("sample_payloads_words_idx");
  });
});

test("an image is named by its file, not by the folders that may be its truth", async () => {
  const project = await pool(["one"]);
  await db.execute(sql`
    update sample_payloads set text = null, image_blob = 'blob', image_type = 'image/png', external_id = 'cats/3.png'
    where sample_id = ${project.sampleIds[0]!}`);
  const [hit] = (await find(project, {})).hits;
  expect(hit!.sample).toMatchObject({ externalId: "3.png", text: null });
});
