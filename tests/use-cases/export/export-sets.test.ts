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

/** A project of samples a, b, c where each may have any of the classes x, y and z|q; `give` plays an annotator. */
async function setsProject() {
  const projectId = await makeProject("text", ["x", "y", "z|q"]);
  await importFile(projectId, "text\na\nb\nc\n");
  await rows(sql`update projects set task = 'multi' where id = ${projectId}`);
  const sampleIds = await rows<{ id: string }>(
    sql`select id from samples where project_id = ${projectId} order by row`,
  );
  const classIds = await rows<{ id: string }>(
    sql`select id from label_classes where project_id = ${projectId} order by position`,
  );
  const idsOf = (names: string) => [...names].map((name) => classIds["xyz".indexOf(name)]!.id);
  const give = (annotatorId: string, sample: number, names: string, screen = "single") =>
    rows(sql`
      insert into annotations (id, project_id, sample_id, annotator_id, action, label_class_ids, source, slot,
        strategy, score, propensity, generation, screen)
      values (${newId()}, ${projectId}, ${sampleIds[sample]!.id}, ${annotatorId}, 'label',
        ${sql.param(idsOf(names))}::uuid[], 'annotator', 'query', 'margin', 0, 1, 1, ${screen})`);
  const exported = (format: "jsonl" | "csv") => exportLabels(db, { projectId, format, formulas: "keep" });
  const resolved = async () =>
    (await linesOf(exported("jsonl"))).map(({ text, labels }) => [text, (labels as string[]).join("")]);
  return { projectId, sampleIds, idsOf, give, exported, resolved };
}

test("a set holds what most annotators say now; where half of them do, what the newest says", async () => {
  const { give, resolved } = await setsProject();
  await give(ownerId, 0, "xy");
  expect(await resolved()).toEqual([["a", "xy"]]);
  await give(otherId, 0, "x");
  expect(await resolved()).toEqual([["a", "x"]]);
  await give(thirdId, 0, "y");
  expect(await resolved()).toEqual([["a", "xy"]]);
  await give(ownerId, 0, "");
  expect(await resolved()).toEqual([["a", ""]]);
  await give(thirdId, 1, "z");
  await give(otherId, 1, "yz");
  expect(await resolved()).toEqual([
    ["a", ""],
    ["b", "yz|q"],
  ]);
});

test("what the model suggested is exported as a set, the surest first, and an empty one as none", async () => {
  const { projectId, give, idsOf } = await setsProject();
  await give(ownerId, 0, "y");
  await give(ownerId, 1, "y");
  await give(ownerId, 2, "y");
  const suggest = (text: string, names: string, probabilities: number[]) =>
    rows(sql`
      update annotations a set suggested_class_ids = ${sql.param(idsOf(names))}::uuid[],
        suggested_probabilities = ${sql.param(probabilities)}::real[]
      from sample_payloads p where p.sample_id = a.sample_id and p.text = ${text} and a.project_id = ${projectId}`);
  await suggest("a", "zx", [0.75, 0.5]);
  await suggest("b", "", []);
  const lines = await linesOf(exportAnnotations(db, { projectId, format: "jsonl", formulas: "keep" }));
  const single = { suggestedLabel: null, suggestedClassId: null, suggestedProbability: null };
  expect(lines).toMatchObject([
    {
      ...single,
      suggestedLabels: ["z|q", "x"],
      suggestedClassIds: idsOf("zx"),
      suggestedProbabilities: [0.75, 0.5],
    },
    { ...single, suggestedLabels: [], suggestedClassIds: [], suggestedProbabilities: [] },
    { ...single, suggestedLabels: null, suggestedClassIds: null, suggestedProbabilities: null },
  ]);
});

test("sets are lists in JSON Lines and joined in CSV, in the order of the keys", async () => {
  const { give, exported, idsOf } = await setsProject();
  await give(ownerId, 0, "yx");
  await give(ownerId, 1, "");
  const lines = await linesOf(exported("jsonl"));
  expect(lines).toMatchObject([
    { text: "a", label: null, labels: ["x", "y"], labelClassIds: idsOf("xy") },
    { text: "b", label: null, labels: [], labelClassIds: [] },
  ]);
  const [header, ...records] = (await textOf(exported("csv")))
    .split("\r\n")
    .slice(0, -1)
    .map((line) => parseCsvRecord(line, ","));
  const cells = (name: string) => records.map((line) => line[header!.indexOf(name)]);
  expect(cells("labels")).toEqual(["x|y", ""]);
  expect(cells("labelClassIds")).toEqual([idsOf("xy").join("|"), ""]);
});

test("any history of sets resolves to a lead's newest word, or to the majority of each class, counted by hand (property)", async () => {
  const annotators = [ownerId, otherId, thirdId];
  const step = fc.record({
    who: fc.nat(2),
    names: fc.subarray(["x", "y", "z"]).map((some) => some.join("")),
    screen: fc.constantFrom("single", "single", "single", "review"),
  });
  const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (history) => {
    const { give, resolved } = await setsProject();
    const now = new Map<number, (typeof history)[number]>();
    for (const act of history) {
      await give(annotators[act.who]!, 0, act.names, act.screen);
      now.delete(act.who);
      now.set(act.who, act);
    }
    const newest = history.at(-1)!.names;
    const word = [...now.values()].findLast(({ screen }) => screen === "review")?.names;
    const isIn = (name: string) => {
      if (word !== undefined) return word.includes(name);
      const share = [...now.values()].filter(({ names }) => names.includes(name)).length / now.size;
      return share === 0.5 ? newest.includes(name) : share > 0.5;
    };
    const expected = ["x", "y", "z"].filter(isIn).join("").replace("z", "z|q");
    expect(await resolved()).toEqual([["a", expected]]);
  });
  await fc.assert(property, { numRuns: 25 });
});

test("a yes and a no about one class are exported as such among the annotations, and are no label", async () => {
  const { projectId, sampleIds, idsOf, give, resolved } = await setsProject();
  await give(ownerId, 0, "x");
  for (const action of ["accept", "reject"]) {
    await rows(sql`
      insert into annotations (id, project_id, sample_id, annotator_id, action, label_class_id, source, slot,
        strategy, score, propensity, generation, screen)
      values (${newId()}, ${projectId}, ${sampleIds[1]!.id}, ${ownerId}, ${action}, ${idsOf("y")[0]!}, 'annotator',
        'query', 'binary', 0, 1, 1, 'binary')`);
  }
  const annotations = await linesOf(exportAnnotations(db, { projectId, format: "jsonl", formulas: "keep" }));
  expect(annotations).toMatchObject([
    { action: "label", label: null, labels: ["x"] },
    { action: "accept", label: "y", labels: null, screen: "binary" },
    { action: "reject", label: "y", labels: null, screen: "binary" },
  ]);
  expect(await resolved()).toEqual([["a", "x"]]);
});
