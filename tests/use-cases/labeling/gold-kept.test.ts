import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { readGoldAnswers } from "@/db/queries/gold";
import { countLabelsSpent } from "@/db/queries/spent";
import { annotations } from "@/db/schema/labeling";
import { labels } from "@/db/schema/labels";
import { labelClasses, projects } from "@/db/schema/projects";
import { findInPool } from "@/lib/finding/find-in-pool";
import { findSample } from "@/lib/finding/find-sample";
import { giveBackLeases } from "@/lib/labeling/give-back-leases";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { arrangeLabels } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";
import { type ArrangedBench, arrangeBench, arrangeMember, idsOf, record, saying, take } from "./arrange";

const { db } = await createTestDatabase();

const say = saying(db);

async function labelOf(project: ArrangedBench, row: number) {
  const [found] = await db.select().from(labels).where(eq(labels.sampleId, project.sampleIds[row]!));
  return found && { place: project.classIds.indexOf(found.labelClassId ?? ""), slot: found.slot };
}

/** Whose first `gold` rows a lead labeled and made gold. */
async function arrangeGold(gold: number, samples: number) {
  const project = await arrangeBench(db, { samples, project: { goldShare: 0.2 } });
  const lead = await arrangeMember(db, project.projectId, "lead");
  for (let row = 0; row < gold; row++) {
    await say(project, row, 0, lead);
    await say(project, row, 0, lead, "review");
  }
  return { project, lead };
}

test("a lead's word is unmade by no other answer of theirs, only by another word or by taking it back", async () => {
  const { project, lead } = await arrangeGold(1, 4);
  for (const place of [1, 1, 1]) {
    await say(project, 0, place, await arrangeMember(db, project.projectId, "annotator"));
  }
  for (const screen of ["find", "history", "single"] as const) {
    await expect(say(project, 0, 0, lead, screen)).rejects.toMatchObject({ code: "word_stands" });
  }
  const sampleId = project.sampleIds[0]!;
  for (const input of [
    { action: "skip", sampleId, seconds: 1 },
    { action: "flag", sampleId, seconds: 1, note: "torn" },
  ] as const) {
    await expect(record(db, project, input, { as: lead })).rejects.toMatchObject({ code: "word_stands" });
  }
  expect(await labelOf(project, 0)).toMatchObject({ place: 0 });
  await say(project, 0, 2, lead, "review");
  expect(await labelOf(project, 0)).toMatchObject({ place: 2 });
});

test("an answer without a lease to gold that came with its file spends nothing, and leaves it out of the holdout", async () => {
  const project = await arrangeBench(db, { samples: 40, project: { holdoutShare: 0.5 } });
  const lead = await arrangeMember(db, project.projectId, "lead");
  const rows = project.sampleIds.map((_, row) => row);
  const stored = {
    ...project,
    sampleIds: [...project.sampleIds],
    userId: lead,
    labelClassIds: [...project.classIds],
  };
  await arrangeLabels(
    db,
    stored,
    rows.map((row) => ({ row, classIndex: 0, slot: "imported" as const })),
  );
  const importer = await arrangeMember(db, project.projectId, "lead");
  const reserved = rows.filter((row) => isHoldout(1, row, 0.5)).slice(0, 3);
  for (const row of reserved) await say(project, row, 0, importer, "review");
  for (const row of reserved) await say(project, row, 0, project.annotatorId);
  expect(await Promise.all(reserved.map((row) => labelOf(project, row)))).toEqual(
    reserved.map(() => ({ place: 0, slot: "imported" })),
  );
  expect(await countLabelsSpent(db, project.projectId)).toBe(0);
  const given = await db.select().from(annotations).where(eq(annotations.annotatorId, project.annotatorId));
  expect(new Set(given.map(({ slot }) => slot))).toEqual(new Set(["query"]));
});

test("gold of a class that was archived is handed out no more, and measures nobody", async () => {
  const { project } = await arrangeGold(10, 60);
  const { projectId, annotatorId } = project;
  await say(project, 0, 1, annotatorId);
  expect((await readGoldAnswers(db, projectId)).get(annotatorId)).toEqual({ answers: 1, right: 0 });
  await db
    .update(labelClasses)
    .set({ archivedAt: new Date() })
    .where(eq(labelClasses.id, project.classIds[0]!));
  expect(await readGoldAnswers(db, projectId)).toEqual(new Map());
  const taken = await idsOf(take(db, project, 40));
  expect(taken.filter((sampleId) => project.sampleIds.indexOf(sampleId) < 10)).toEqual([]);
});

test("who holds gold, or a sample for a second opinion, does not find it in a search, as the holdout", async () => {
  const { project } = await arrangeGold(20, 60);
  const { projectId, annotatorId } = project;
  await db.update(projects).set({ suggestions: "shown" }).where(eq(projects.id, projectId));
  const asker = { projectId, annotatorId };
  const held = await idsOf(take(db, project, 20));
  const gold = held.filter((sampleId) => project.sampleIds.indexOf(sampleId) < 20);
  const others = held.filter((sampleId) => !gold.includes(sampleId));
  expect(gold.length).toBeGreaterThan(0);
  for (const sampleId of gold) {
    await expect(findSample(db, asker, sampleId)).rejects.toMatchObject({ code: "sample_not_shown" });
  }
  expect(await findSample(db, asker, others[0]!)).toMatchObject({ isLabeled: false });
  const found = async () => {
    const { hits } = await findInPool(db, asker, { q: "", filter: "all" });
    return hits.map(({ sample }) => sample.sampleId);
  };
  expect((await found()).filter((sampleId) => gold.includes(sampleId))).toEqual([]);
  // Afterwards it is a labeled sample like any other.
  await giveBackLeases(db, { ...asker, sampleIds: held });
  expect(await findSample(db, asker, gold[0]!)).toMatchObject({ isLabeled: true });
  expect(await found()).toContain(gold[0]);
});
