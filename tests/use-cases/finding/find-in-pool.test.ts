import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { findQuerySchema } from "@/lib/contracts/finding";
import { findInPool } from "@/lib/finding/find-in-pool";
import { indexWords } from "@/lib/finding/index-words";
import { searchPool } from "@/lib/finding/search-pool";
import { newId } from "@/lib/ids";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { requestSamples } from "@/lib/labeling/request-samples";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { arrangeLabels } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";
import { setHoldoutShare } from "./arrange-finding";
import { type Indexed, searching } from "./arrange-search";

const { db } = await createTestDatabase();

const { find, textsOf, poolOf } = searching(db);

describe.each<Indexed>(["nothing", "half", "everything"])("with %s in the index", (indexed) => {
  const pool = (texts: readonly string[]) => poolOf(texts, indexed);

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
    const metadata = JSON.stringify({ source: "Reuters", page: '<b class="x">„Zeile“</b>\n🎉\\' });
    await db.execute(sql`
      update sample_payloads set external_id = 'row-77', metadata = ${metadata} where sample_id = ${second}`);
    await db.execute(sql`delete from sample_words where project_id = ${project.projectId} and row = 1`);
    if (indexed === "everything") await indexWords(db, project.projectId);
    expect(await textsOf(project, "row-77")).toEqual(["two"]);
    expect(await textsOf(project, "reuters")).toEqual(["two"]);
    expect(await textsOf(project, "zeile 🎉 class")).toEqual(["two"]);
  });

  test("what was found is marked, without any markup, in an excerpt around it", async () => {
    const project = await pool([
      `${"filler ".repeat(200)}the <b>Needle</b> lies here ${"more ".repeat(200)}`,
    ]);
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
    expect(hits.map(({ isLabeled, own }) => [isLabeled, own])).toEqual([
      [true, { labelClassIds: [project.labelClassIds[1]], isWhole: true }],
      [true, null],
      [false, null],
    ]);
  });

  test("where a sample may have several classes, those that one said yes to are one's own, though not the whole", async () => {
    const project = await pool(["word a", "word b"]);
    const { projectId, userId, labelClassIds, sampleIds } = project;
    await db.execute(sql`update projects set task = 'multi' where id = ${projectId}`);
    const say = (action: "accept" | "reject", place: number) => {
      const input = { action, sampleId: sampleIds[0]!, labelClassId: labelClassIds[place]!, seconds: 1 };
      const head = { id: newId(), projectId, annotatorId: userId, source: "annotator" } as const;
      return recordAnnotation(db, { ...head, input });
    };
    const mine = async () => (await find(project, { filter: "mine" })).hits.map(({ own }) => own);
    await say("accept", 0);
    await say("accept", 1);
    await say("reject", 0);
    expect(await mine()).toEqual([{ labelClassIds: [labelClassIds[1]], isWhole: false }]);
    expect((await find(project, { filter: "unlabeled" })).hits).toHaveLength(2);
  });

  test("asked for are those that a lead wants labeled next, until they are", async () => {
    const project = await pool(["word a", "word b", "other", "word c"]);
    const { projectId, userId: requestedBy, sampleIds } = project;
    await requestSamples(db, { projectId, requestedBy, sampleIds: sampleIds.slice(1) });
    const asked = async (q: string) =>
      (await find(project, { q, filter: "requested" })).hits.map(({ sample }) => sample.text);
    expect(await asked("")).toEqual(["word b", "other", "word c"]);
    expect(await asked("word")).toEqual(["word b", "word c"]);
    await arrangeLabels(db, project, [{ row: 3, classIndex: 1 }]);
    expect(await asked("word")).toEqual(["word b"]);
  });

  test("only the project's own pool is searched", async () => {
    await pool(["secret word"]);
    expect(await textsOf(await pool(["word"]), "word")).toEqual(["word"]);
  });

  test("an image is named by its file, not by the folders that may be its truth", async () => {
    const project = await pool(["one"]);
    await db.execute(sql`
      update sample_payloads set text = null, image_blob = 'blob', image_type = 'image/png', external_id = 'cats/3.png'
      where sample_id = ${project.sampleIds[0]!}`);
    const [hit] = (await find(project, {})).hits;
    expect(hit!.sample).toMatchObject({ externalId: "3.png", text: null });
  });
});

/** Enough rows that the first ones, which are read one by one, are not all. */
const many = 2_600;

function manyTexts(): string[] {
  return Array.from({ length: many }, (_, row) => {
    if (row === 2_400) return "a red card at last";
    if (row % 100 === 50) return `card red ${row}`;
    return `plain text ${row}`;
  });
}

test("what lies far in the pool is found by the index: a rare word, a phrase of words that are often apart", async () => {
  const project = await poolOf(manyTexts(), "everything");
  await db.transaction(async (tx) => {
    const asker = { projectId: project.projectId, annotatorId: project.userId };
    const by = async (q: string, filter = "all") => {
      const { hits, next } = await findInPool(tx, asker, findQuerySchema.parse({ q, filter }));
      expect(next, q).toBeNull();
      return hits.map(({ sample }) => sample.text);
    };
    expect(await by('"red card"')).toEqual(["a red card at last"]);
    expect(await by('card -"card red"')).toEqual(["a red card at last"]);
    expect(await by("card last ")).toEqual(["a red card at last"]);
    expect((await by("-text")).at(-3)).toBe("a red card at last");
    expect(await by("-text -card")).toEqual([]);
    expect(await by("2599 ", "unlabeled")).toEqual(["plain text 2599"]);
    expect(await by("2599 ", "mine")).toEqual([]);
    const { rows } = await tx.execute<{ scans: string }>(
      sql`select pg_stat_get_xact_numscans('sample_words_search_idx'::regclass) as scans`,
    );
    expect(Number(rows[0]!.scans)).toBeGreaterThanOrEqual(4);
  });
});

test.each<Indexed>(["nothing", "half", "everything"])(
  "a search that takes long gives what it has, and the next pages bring the rest, with %s in the index",
  async (indexed) => {
    const project = await poolOf(manyTexts(), indexed);
    const asker = { projectId: project.projectId, annotatorId: project.userId };
    const found: (string | null)[] = [];
    let pages = 0;
    for (let after: number | null = 0; after !== null; pages++) {
      const page = await findInPool(db, asker, findQuerySchema.parse({ q: "red card ", after }), 0);
      expect(page.poolSize).toBe(many);
      expect(page.unindexed).toBe({ nothing: many, half: many / 2, everything: 0 }[indexed]);
      found.push(...page.hits.map(({ sample }) => sample.text));
      after = page.next;
    }
    expect(pages).toBeGreaterThan(1);
    expect(found).toHaveLength(27);
    expect(new Set(found).size).toBe(27);
    expect(found.at(-3)).toBe("a red card at last");
  },
);

test("own labels are found whether they are few or many", async () => {
  const project = await poolOf(
    Array.from({ length: 80 }, (_, row) => `word ${row % 2 ? "odd" : "even"}`),
    "half",
  );
  const asker = { projectId: project.projectId, annotatorId: project.userId };
  await arrangeLabels(
    db,
    project,
    [79, 3, 10, 41].map((row) => ({ row, classIndex: 0 })),
  );
  const size = { rows: 80, indexed: 40 };
  const required = { words: [], pairs: [] };
  const sought = { kind: "words", tsquery: "'odd'", required } as const;
  const search = { sought, filter: "mine", from: 4, limit: 10 } as const;
  const few = await searchPool(db, asker, search, size, () => false);
  const many = await searchPool(db, asker, { ...search, fewOwn: 2 }, size, () => false);
  expect(few.rows).toEqual([41, 79]);
  expect(many.rows).toEqual([41, 79]);
});
