import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { users } from "@/db/schema/accounts";
import { exportAnnotations } from "@/lib/datasets/export-annotations";
import { exportLabels } from "@/lib/datasets/export-labels";
import { newId } from "@/lib/ids";
import { parseCsvRecord } from "@/lib/samples/readers/parse-csv-record";
import { createTestDatabase } from "../../setup/test-database";
import { importBench } from "../import/imported";
import { linesOf, textOf } from "./read-export";

const { db } = await createTestDatabase();
const { makeProject, importFile, rows, ownerId } = await importBench(db);
const otherId = newId();
const thirdId = newId();
await db.insert(users).values([
  { id: otherId, name: "Grace", email: "grace@example.org" },
  { id: thirdId, name: "Edsger", email: "edsger@example.org" },
]);

/** A text project with samples a, b, c and classes x, y; `act` plays an annotator. */
async function labeledProject() {
  const projectId = await makeProject("text", ["x", "y"]);
  await importFile(projectId, "text,id,group,source\na,1,g,web\nb,2,,web\nc,3,,web\n");
  const sampleIds = await rows<{ id: string }>(
    sql`select id from samples where project_id = ${projectId} order by row`,
  );
  const classIds = await rows<{ id: string }>(
    sql`select id from label_classes where project_id = ${projectId} order by position`,
  );
  const act = async (
    annotatorId: string,
    sample: number,
    did: { label: 0 | 1 } | { skip: true } | { undo: string },
    slot = "query",
  ) => {
    const id = newId();
    const action = "label" in did ? "label" : "skip" in did ? "skip" : "undo";
    await rows(sql`
      insert into annotations (id, project_id, sample_id, annotator_id, action, label_class_id, undoes, seconds,
        source, slot, strategy, score, propensity, generation)
      values (${id}, ${projectId}, ${sampleIds[sample]!.id}, ${annotatorId}, ${action},
        ${"label" in did ? classIds[did.label]!.id : null}, ${"undo" in did ? did.undo : null}, 1.5,
        'annotator', ${slot}, 'margin', -0.25, 0.5, 3)`);
    return id;
  };
  const resolved = async () =>
    (await linesOf(exportLabels(db, { projectId, format: "jsonl", formulas: "keep" }))).map(
      ({ text, label, slot, votes, annotators }) => [text, label, slot, votes, annotators],
    );
  return { projectId, act, resolved };
}

test("all annotations are exported in order, undone ones marked, with where each came from", async () => {
  const { projectId, act } = await labeledProject();
  const first = await act(ownerId, 0, { label: 0 });
  await act(ownerId, 0, { undo: first });
  await act(ownerId, 1, { skip: true });
  const lines = await linesOf(exportAnnotations(db, { projectId, format: "jsonl", formulas: "keep" }));
  expect(lines.map(({ text, action, label, undone }) => [text, action, label, undone])).toEqual([
    ["a", "label", "x", true],
    ["a", "undo", null, false],
    ["b", "skip", null, false],
  ]);
  expect(lines[0]).toMatchObject({
    annotationId: first,
    id: "1",
    group: "g",
    metadata: { source: "web" },
    annotator: "Ada",
    annotatorId: ownerId,
    seconds: 1.5,
    slot: "query",
    strategy: "margin",
    score: -0.25,
    propensity: 0.5,
    modelVersion: null,
    source: "annotator",
    generation: 3,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });
  expect(lines[1]).toMatchObject({ undoes: first });
});

test("a label is what most annotators say now; of equally many, the one said last", async () => {
  const { act, resolved } = await labeledProject();
  await act(ownerId, 0, { label: 0 });
  await act(otherId, 0, { label: 1 });
  expect(await resolved()).toEqual([["a", "y", "query", 1, 2]]);
  await act(thirdId, 0, { label: 0 });
  expect(await resolved()).toEqual([["a", "x", "query", 2, 3]]);
  await act(thirdId, 0, { label: 1 });
  expect(await resolved()).toEqual([["a", "y", "query", 2, 3]]);
});

test("undo brings back what was said before; a skip takes the label away", async () => {
  const { act, resolved } = await labeledProject();
  await act(ownerId, 0, { label: 0 });
  const second = await act(ownerId, 0, { label: 1 });
  expect(await resolved()).toEqual([["a", "y", "query", 1, 1]]);
  await act(ownerId, 0, { undo: second });
  expect(await resolved()).toEqual([["a", "x", "query", 1, 1]]);
  await act(ownerId, 0, { skip: true });
  expect(await resolved()).toEqual([]);
});

test("notes, screens, rejections and what was suggested are exported", async () => {
  const { projectId, act } = await labeledProject();
  const first = await act(ownerId, 0, { label: 0 });
  await act(ownerId, 1, { skip: true });
  await rows(sql`
    update annotations a set screen = 'grid', suggested_class_ids = array[c.id], suggested_probabilities = array[0.75],
      suggestion_planted = true, suggestion_shown = 'shown'
    from label_classes c where a.id = ${first} and c.project_id = a.project_id and c.name = 'y'`);
  await rows(
    sql`update annotations set note = 'too dark' where action = 'skip' and project_id = ${projectId}`,
  );
  await rows(sql`
    insert into annotations (id, project_id, sample_id, annotator_id, action, label_class_id, source, slot,
      strategy, score, propensity, generation, screen)
    select ${newId()}, project_id, sample_id, annotator_id, 'reject', label_class_id, 'annotator', 'query',
      'binary', 0, 1, 1, 'binary'
    from annotations where id = ${first}`);
  const annotations = await linesOf(exportAnnotations(db, { projectId, format: "jsonl", formulas: "keep" }));
  const guess = {
    suggestedLabel: "y",
    suggestedProbability: 0.75,
    suggestionPlanted: true,
    suggestionShown: "shown",
  };
  const none = {
    suggestedLabel: null,
    suggestedClassId: null,
    suggestionPlanted: false,
    suggestionShown: null,
  };
  expect(annotations).toMatchObject([
    { action: "label", label: "x", labels: null, labelClassIds: null, screen: "grid", note: null, ...guess },
    { action: "skip", label: null, screen: "single", note: "too dark", ...none },
    { action: "reject", label: "x", screen: "binary", ...none },
  ]);
  const labels = await linesOf(exportLabels(db, { projectId, format: "jsonl", formulas: "keep" }));
  expect(labels).toMatchObject([{ text: "a", label: "x", screen: "grid", ...guess }]);
});

test("a flag takes one's label away, a rejection does not", async () => {
  const { projectId, act, resolved } = await labeledProject();
  const label = await act(ownerId, 0, { label: 0 });
  const follow = (action: string, classId: string | null) =>
    rows(sql`
      insert into annotations (id, project_id, sample_id, annotator_id, action, label_class_id, note, source, slot,
        strategy, score, propensity, generation)
      select ${newId()}, project_id, sample_id, annotator_id, ${action}, ${classId}::uuid, 'torn', 'annotator',
        'query', 'margin', 0, 1, 1
      from annotations where id = ${label}`);
  const [y] = await rows<{ id: string }>(
    sql`select id from label_classes where project_id = ${projectId} and name = 'y'`,
  );
  await follow("reject", y!.id);
  expect(await resolved()).toEqual([["a", "x", "query", 1, 1]]);
  await follow("flag", null);
  expect(await resolved()).toEqual([]);
});

test("a sample that was labeled for the holdout stays there, whatever else was said", async () => {
  const { act, resolved } = await labeledProject();
  await act(ownerId, 1, { label: 0 }, "holdout");
  await act(otherId, 1, { label: 1 }, "query");
  expect(await resolved()).toEqual([["b", "y", "holdout", 1, 2]]);
});

test("formulas are made safe in CSV unless they are to be kept; numbers stay numbers", async () => {
  const projectId = await makeProject("text");
  const formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "fine"];
  const lines = formulas.map((text) => JSON.stringify({ text, label: "=cmd" })).join("\n");
  await importFile(projectId, lines, { format: "jsonl" });
  const cells = async (keep: "escape" | "keep") => {
    const csv = await textOf(exportLabels(db, { projectId, format: "csv", formulas: keep }));
    return csv
      .split("\r\n")
      .slice(1, -1)
      .map((line) => parseCsvRecord(line, ","));
  };
  expect((await cells("escape")).map((line) => line[2])).toEqual([
    ...formulas.slice(0, 6).map((text) => `'${text}`),
    "fine",
  ]);
  expect((await cells("escape")).every((line) => line[7] === "'=cmd")).toBe(true);
  expect((await cells("keep")).map((line) => line[2])).toEqual(formulas);
});

test("an export shows one instant, whatever is written while it is read", async () => {
  const projectId = await makeProject("text");
  const lines = Array.from({ length: 5000 }, (_, i) => `text ${i},x`).join("\n");
  await importFile(projectId, `text,label\n${lines}\n`);
  let exported = 0;
  for await (const chunk of exportLabels(db, { projectId, format: "jsonl", formulas: "keep" })) {
    if (exported === 0) await importFile(projectId, "text,label\nlate,x\n");
    exported += chunk.split("\n").length - 1;
  }
  expect(exported).toBe(5000);
});

test("a reader that stops early ends the transaction", async () => {
  const projectId = await makeProject("text");
  const lines = Array.from({ length: 5000 }, (_, i) => `text ${i},x`).join("\n");
  await importFile(projectId, `text,label\n${lines}\n`);
  for await (const _ of exportLabels(db, { projectId, format: "jsonl", formulas: "keep" })) break;
  const open = await rows(sql`
    select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`);
  expect(open).toEqual([]);
});

test("exported labels come back exactly when they are imported again (property)", async () => {
  const text = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
    .filter((value) => value.trim() !== "" && !/[\0\p{Surrogate}]/u.test(value));
  const samples = fc.uniqueArray(fc.record({ text, label: fc.constantFrom("=x", "y", 'ü,"') }), {
    selector: (sample) => sample.text,
    minLength: 1,
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(samples, fc.constantFrom("csv" as const, "jsonl" as const), async (given, format) => {
      const from = await makeProject("text");
      await importFile(from, given.map((line) => JSON.stringify(line)).join("\n"), { format: "jsonl" });
      const exported = await textOf(exportLabels(db, { projectId: from, format, formulas: "keep" }));
      const to = await makeProject("text");
      await importFile(to, exported, { format });
      const lines = await linesOf(exportLabels(db, { projectId: to, format: "jsonl", formulas: "keep" }));
      expect(lines.map((line) => ({ text: line.text, label: line.label }))).toEqual(given);
    }),
    { numRuns: 15 },
  );
});
