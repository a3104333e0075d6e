import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { projects } from "@/db/schema/projects";
import { exportLabels } from "@/lib/datasets/export-labels";
import { newId } from "@/lib/ids";
import { oracleAnswer } from "@/lib/labeling/oracle-answer";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { addLabelClass } from "@/lib/projects/add-label-class";
import { archiveLabelClass } from "@/lib/projects/archive-label-class";
import { createTestDatabase } from "../../setup/test-database";
import { linesOf, textOf } from "../export/read-export";
import { importBench } from "./imported";

const { db } = await createTestDatabase();
const { makeProject, importFile, rows, ownerId } = await importBench(db);

async function makeMulti(classes: string[] = []): Promise<string> {
  const projectId = await makeProject("text", classes);
  await db.update(projects).set({ task: "multi" }).where(eq(projects.id, projectId));
  return projectId;
}

const lines = (...samples: object[]) => samples.map((sample) => `${JSON.stringify(sample)}\n`).join("");

/** Text and classes of each labeled sample, in the order of the pool. */
async function labelsOf(projectId: string): Promise<[unknown, string[]][]> {
  const exported = await linesOf(exportLabels(db, { projectId, format: "jsonl", formulas: "keep" }));
  return exported.map(({ text, labels }) => [text, labels as string[]]);
}

async function truthsOf(projectId: string): Promise<(string[] | null)[]> {
  const found = await rows<{ names: string[] | null }>(sql`
    select case when t.sample_id is not null then array(
      select c.name from label_classes c where c.id = any(t.label_class_ids) order by c.position) end as names
    from samples s left join sample_truths t on t.sample_id = s.id
    where s.project_id = ${projectId} order by s.row`);
  return found.map(({ names }) => names);
}

describe("where a sample may have several classes", () => {
  test("a cell holds them with bars between, and an empty one is no label", async () => {
    const projectId = await makeMulti();
    await importFile(projectId, "text,label\na,x|y\nb, y | y |\nc,\nd,|\n");
    expect(await labelsOf(projectId)).toEqual([
      ["a", ["x", "y"]],
      ["b", ["y"]],
    ]);
  });

  test("a name written in another way is the same class, also as one of an earlier version; a hidden character is refused", async () => {
    const projectId = await makeMulti(["Cafe\u0301"]);
    const { refused } = await importFile(
      projectId,
      "text,label\na,Caf\u00e9\nb,Cafe\u0301|x\u0308\nc,\u1e8d\nd,sp\u200bam\n",
    );
    expect(await labelsOf(projectId)).toEqual([
      ["a", ["Cafe\u0301"]],
      ["b", ["Cafe\u0301", "\u1e8d"]],
      ["c", ["\u1e8d"]],
    ]);
    expect(refused).toBe(1);
    await expect(addLabelClass(db, { id: newId(), projectId, name: "Caf\u00e9" })).rejects.toMatchObject({
      code: "label_class_exists",
    });
  });

  test("in JSON Lines a list holds them, and an empty list says that it has none of them", async () => {
    const projectId = await makeMulti();
    const content = lines(
      { text: "a", label: ["x", "z|q", "x"] },
      { text: "b", label: [] },
      { text: "c", label: null },
      { text: "d" },
      { text: "e", label: "x|y" },
      { text: "f", label: [1] },
      { text: "g", label: [["x"]] },
    );
    const { accepted, report } = await importFile(projectId, content, { format: "jsonl" });
    expect([accepted, report]).toEqual([6, ['line 7: "label" is neither a string nor a number']]);
    expect(await labelsOf(projectId)).toEqual([
      ["a", ["x", "z|q"]],
      ["b", []],
      ["e", ["x", "y"]],
      ["f", ["1"]],
    ]);
  });

  test("as hidden truth the oracle answers with the set, and nothing else is taken for the truth", async () => {
    const projectId = await makeMulti();
    const content = lines({ text: "a", label: ["x", "y"] }, { text: "b", label: [] }, { text: "c" });
    await importFile(projectId, content, { format: "jsonl", labelUse: "truth" });
    expect(await truthsOf(projectId)).toEqual([["x", "y"], [], null]);
    expect(await labelsOf(projectId)).toEqual([]);
    const found = await rows<{ id: string }>(
      sql`select id from samples where project_id = ${projectId} order by row`,
    );
    const [a, b, c] = found.map(({ id }) => Number(id)) as [number, number, number];
    const truth = await oracleAnswer(db, { projectId, sampleId: a });
    expect([truth.labelClassId, truth.labelClassIds?.length]).toEqual([null, 2]);
    expect(await oracleAnswer(db, { projectId, sampleId: b })).toEqual({
      labelClassId: null,
      labelClassIds: [],
    });
    await expect(oracleAnswer(db, { projectId, sampleId: c })).rejects.toMatchObject({
      code: "truth_not_found",
    });
    const play = (sampleId: number, labelClassIds: string[]) => {
      const input = { action: "label-set", sampleId, labelClassIds, seconds: 0, byOracle: true } as const;
      return recordAnnotation(db, { id: newId(), projectId, annotatorId: ownerId, source: "oracle", input });
    };
    const classIds = [...truth.labelClassIds!].reverse();
    await expect(play(a, classIds.slice(1))).rejects.toMatchObject({ code: "not_the_truth" });
    await expect(play(c, [])).rejects.toMatchObject({ code: "not_the_truth" });
    await play(a, classIds);
    await play(b, []);
    expect(await labelsOf(projectId)).toEqual([
      ["a", ["x", "y"]],
      ["b", []],
    ]);
  });

  test("ignored sets leave neither labels nor classes", async () => {
    const projectId = await makeMulti();
    await importFile(projectId, "text,label\na,x|y\n", { labelUse: "ignore" });
    expect(await labelsOf(projectId)).toEqual([]);
    expect(await rows(sql`select 1 from label_classes where project_id = ${projectId}`)).toEqual([]);
  });

  test("a repeated sample with the same set is the same, with another one the first is kept", async () => {
    const projectId = await makeMulti(["x", "y"]);
    const { report } = await importFile(projectId, "text,label\na,x|y\na,y|x\na,x\nb,\n");
    expect(report).toEqual([
      "line 3: duplicate of line 2",
      "line 4: duplicate of line 2 with another label: “x” here, “x”, “y” there is kept",
    ]);
    const later = lines({ text: "b", label: [] }, { text: "a", label: [] });
    const second = await importFile(projectId, later, { format: "jsonl" });
    expect(second.report).toEqual([
      "line 1: duplicate of a sample already in the pool, which gets its label no class",
      "line 2: duplicate of a sample already in the pool with another label: no class here, “x”, “y” there is kept",
    ]);
    expect(await labelsOf(projectId)).toEqual([
      ["a", ["x", "y"]],
      ["b", []],
    ]);
  });

  test("archived classes are left out of a set; a set of them alone is no label", async () => {
    const projectId = await makeMulti(["old", "new"]);
    const [old] = await rows<{ id: string }>(
      sql`select id from label_classes where project_id = ${projectId} and name = 'old'`,
    );
    await archiveLabelClass(db, { projectId, labelClassId: old!.id });
    const { report } = await importFile(projectId, "text,label\na,old|new\nb,old\n");
    expect(report).toEqual([
      "line 2: its class “old” is archived: taken in without the label",
      "line 3: its class “old” is archived: taken in without the label",
    ]);
    expect(await labelsOf(projectId)).toEqual([["a", ["new"]]]);
  });

  test("exported sets come back exactly when they are imported again; CSV cannot say “none” (property)", async () => {
    const set = fc.subarray(["x", "y", "ü,\"'", "=z"]);
    const samples = fc.array(set, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(samples, fc.constantFrom("csv" as const, "jsonl" as const), async (sets, format) => {
        const given = sets.map((label, i) => ({ text: `text ${i}`, label }));
        const from = await makeMulti(["x", "y", "ü,\"'", "=z"]);
        await importFile(from, lines(...given), { format: "jsonl" });
        const exported = await textOf(exportLabels(db, { projectId: from, format, formulas: "keep" }));
        const to = await makeMulti(["x", "y", "ü,\"'", "=z"]);
        await importFile(to, exported, { format });
        const told = given.filter(({ label }) => format === "jsonl" || label.length > 0);
        expect(await labelsOf(to)).toEqual(told.map(({ text, label }) => [text, label]));
      }),
      { numRuns: 10 },
    );
  });
});

test("where a sample has one class, a bar is a part of its name, a list is refused, and `labels` is metadata", async () => {
  const projectId = await makeProject("text");
  await importFile(projectId, "text,label,labels\na,x|y,p|q\n");
  const { report } = await importFile(projectId, lines({ text: "b", label: ["x"] }, { text: "c" }), {
    format: "jsonl",
  });
  expect(report).toEqual(['line 1: "label" is neither a string nor a number']);
  const exported = await linesOf(exportLabels(db, { projectId, format: "jsonl", formulas: "keep" }));
  expect(exported).toMatchObject([{ text: "a", label: "x|y", labels: null, metadata: { labels: "p|q" } }]);
});
