import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { labelClasses } from "@/db/schema/projects";
import { createTestDatabase } from "../../setup/test-database";
import {
  type ArrangedBench,
  arrangeBench,
  arrangeMember,
  expireLeases,
  idsOf,
  leasesOf,
  publish,
  record,
  storedAnnotations,
  take,
} from "./arrange";

const { db } = await createTestDatabase();
const none: string[] = [];
const multi = { project: { task: "multi" } } as const;
const stored = (project: ArrangedBench) => storedAnnotations(db, project);

async function takeOne(project: ArrangedBench, as?: string): Promise<number> {
  return (await idsOf(take(db, project, 1, { as })))[0]!;
}

function labelOf(project: ArrangedBench, sampleId: number, position = 0) {
  return { action: "label", sampleId, labelClassId: project.classIds[position]!, seconds: 1 } as const;
}

describe("a set of classes", () => {
  test("is one answer, kept in the order of ids, and found again in any order", async () => {
    const project = await arrangeBench(db, multi);
    const [sampleId, id] = [await takeOne(project), randomUUID()];
    const labelClassIds = project.classIds.slice(0, 2);
    const input = {
      action: "label-set",
      sampleId,
      labelClassIds: labelClassIds.toReversed(),
      seconds: 1,
    } as const;
    const first = await record(db, project, input, { id });
    expect(await record(db, project, { ...input, labelClassIds }, { id })).toEqual(first);
    expect(await stored(project)).toMatchObject([
      { action: "label", labelClassId: null, labelClassIds: labelClassIds.toSorted(), slot: "explore" },
    ]);
    expect(await leasesOf(db, project)).toEqual([]);
  });

  test("may be empty: none of the classes is an answer, too", async () => {
    const project = await arrangeBench(db, multi);
    const [first, second] = project.sampleIds as [number, number];
    await record(db, project, { action: "label-set", sampleId: first, labelClassIds: none, seconds: 1 });
    expect(await stored(project)).toMatchObject([{ action: "label", labelClassIds: [] }]);
    expect((await idsOf(take(db, project, 1)))[0]).toBe(second);
  });

  test("is refused with a repeated, an unknown or an archived class, and nothing is stored", async () => {
    const project = await arrangeBench(db, multi);
    const [sampleId] = project.sampleIds as [number];
    const [a, b] = project.classIds as [string, string];
    await db.update(labelClasses).set({ archivedAt: sql`now()` }).where(eq(labelClasses.id, b));
    const refused = async (labelClassIds: string[], code: string) =>
      expect(
        record(db, project, { action: "label-set", sampleId, labelClassIds, seconds: 1 }),
      ).rejects.toMatchObject({ code });
    await refused([a, a], "label_class_repeated");
    await refused([a, randomUUID()], "unknown_label_class");
    await refused([a, b], "label_class_archived");
    expect(await stored(project)).toEqual([]);
  });

  test("belongs to projects of several classes a sample, a single class to the others", async () => {
    const [single, several] = [await arrangeBench(db), await arrangeBench(db, multi)];
    const set = {
      action: "label-set",
      sampleId: single.sampleIds[0]!,
      labelClassIds: none,
      seconds: 1,
    } as const;
    await expect(record(db, single, set)).rejects.toMatchObject({ code: "one_class_expected" });
    await expect(record(db, several, labelOf(several, several.sampleIds[0]!))).rejects.toMatchObject({
      code: "set_expected",
    });
  });

  test("an id is of another request when class, note or screen differ", async () => {
    const project = await arrangeBench(db, multi);
    const [sampleId, id] = [await takeOne(project), randomUUID()];
    const input = { action: "label-set", sampleId, labelClassIds: none, seconds: 1 } as const;
    await record(db, project, input, { id });
    const reused = { code: "annotation_id_reused" };
    const other = { ...input, labelClassIds: [project.classIds[0]!] };
    await expect(record(db, project, other, { id })).rejects.toMatchObject(reused);
    await expect(record(db, project, { ...input, screen: "history" }, { id })).rejects.toMatchObject(reused);
    const skip = { action: "skip", sampleId, seconds: 1, note: "blurred" } as const;
    await record(db, project, skip, { id: "01890000-0000-7000-8000-000000000001" });
    await expect(
      record(db, project, { ...skip, note: "" }, { id: "01890000-0000-7000-8000-000000000001" }),
    ).rejects.toMatchObject(reused);
  });
});

describe("a skip or a flag", () => {
  test("keeps its note, and the sample goes to others only", async () => {
    const project = await arrangeBench(db, { samples: 2 });
    const other = await arrangeMember(db, project.projectId, "annotator");
    const [first, second] = await idsOf(take(db, project, 2));
    await record(db, project, { action: "skip", sampleId: first!, seconds: 1, note: " too dark " });
    await record(db, project, { action: "flag", sampleId: second!, seconds: 1, note: "two pages in one" });
    expect(await stored(project)).toMatchObject([
      { action: "skip", note: "too dark", labelClassId: null },
      { action: "flag", note: "two pages in one", labelClassId: null },
    ]);
    expect((await take(db, project, 2)).empty).toEqual({ reason: "done", until: null });
    expect(await idsOf(take(db, project, 2, { as: other }))).toEqual([first, second]);
  });

  test("a flag can be undone", async () => {
    const project = await arrangeBench(db);
    const [sampleId, id] = [await takeOne(project), randomUUID()];
    await record(db, project, { action: "flag", sampleId, seconds: 1, note: "torn" }, { id });
    expect((await record(db, project, { action: "undo", undoes: id })).sample?.sampleId).toBe(sampleId);
  });
});

describe("a rejected class", () => {
  test("leaves the sample open, also to whoever rejected it", async () => {
    const project = await arrangeBench(db);
    const sampleId = await takeOne(project);
    const labelClassId = project.classIds[1]!;
    await record(db, project, { action: "reject", sampleId, labelClassId, seconds: 1, screen: "binary" });
    expect(await stored(project)).toMatchObject([{ action: "reject", labelClassId, screen: "binary" }]);
    expect(await takeOne(project)).toBe(sampleId);
  });

  test("must be one of the project's", async () => {
    const project = await arrangeBench(db);
    const input = {
      action: "reject",
      sampleId: project.sampleIds[0]!,
      labelClassId: randomUUID(),
      seconds: 1,
    } as const;
    await expect(record(db, project, input)).rejects.toMatchObject({ code: "unknown_label_class" });
  });
});

describe("a corrected answer", () => {
  test("keeps why the sample was handed out, and its undo brings the earlier answer back", async () => {
    const project = await arrangeBench(db);
    await publish(db, project.projectId, project.sampleIds, {
      slot: "query",
      strategy: "margin",
      suggestedClassIds: [project.classIds[2]!],
      suggestedProbabilities: [0.75],
    });
    const [sampleId, correctionId] = [await takeOne(project), randomUUID()];
    await record(db, project, labelOf(project, sampleId, 0));
    const correction = { ...labelOf(project, sampleId, 1), screen: "history" } as const;
    await record(db, project, correction, { id: correctionId });
    const why = {
      slot: "query",
      strategy: "margin",
      propensity: 0.25,
      suggestedClassIds: [project.classIds[2]],
    };
    expect(await stored(project)).toMatchObject([
      { ...why, screen: "single" },
      { ...why, screen: "history", suggestedProbabilities: [0.75] },
    ]);
    await record(db, project, { action: "undo", undoes: correctionId });
    expect((await stored(project)).at(-1)).toMatchObject({ action: "undo", ...why });
  });

  test("of a skip keeps it, too, when the sample went to somebody else since", async () => {
    const project = await arrangeBench(db, { samples: 1 });
    const other = await arrangeMember(db, project.projectId, "annotator");
    const sampleId = await takeOne(project);
    await record(db, project, { action: "skip", sampleId, seconds: 1 });
    await takeOne(project, other);
    await record(db, project, { ...labelOf(project, sampleId), screen: "history" });
    expect((await stored(project)).at(-1)).toMatchObject({ slot: "explore", strategy: "random" });
    expect(await leasesOf(db, project)).toMatchObject([{ annotatorId: other }]);
  });

  test("of an imported label is the annotator's own, not an imported one", async () => {
    const project = await arrangeBench(db);
    const [sampleId] = project.sampleIds as [number];
    await db.execute(sql`
      insert into annotations (id, project_id, sample_id, annotator_id, action, label_class_id, source, slot,
        strategy, score, propensity, generation)
      values (${randomUUID()}, ${project.projectId}, ${sampleId}, ${project.annotatorId}, 'label',
        ${project.classIds[0]}, 'imported', 'imported', 'imported', 0, 1, 0)`);
    await record(db, project, { ...labelOf(project, sampleId, 1), screen: "history" });
    expect((await stored(project)).at(-1)).toMatchObject({ slot: "query", strategy: "unleased" });
  });

  test("given without a lease, somebody else's answer explains nothing", async () => {
    const project = await arrangeBench(db, { samples: 1 });
    const other = await arrangeMember(db, project.projectId, "annotator");
    const sampleId = await takeOne(project);
    await expireLeases(db, [sampleId]);
    await record(db, project, labelOf(project, await takeOne(project, other)), { as: other });
    await record(db, project, labelOf(project, sampleId));
    expect(await stored(project)).toMatchObject([{ strategy: "random" }, { strategy: "unleased" }]);
  });
});
