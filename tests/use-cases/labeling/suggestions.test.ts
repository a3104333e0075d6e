import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { readProjectSettings } from "@/db/queries/project-settings";
import type { queueEntries } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import type { SuggestionMode } from "@/lib/contracts/labeling";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { createTestDatabase } from "../../setup/test-database";
import {
  type ArrangedBench,
  arrangeBench,
  arrangeCandidates,
  leasesOf,
  publish,
  record,
  storedAnnotations,
  take,
} from "./arrange";

const { db } = await createTestDatabase();

/** A project whose queue suggests the third class for every sample. */
async function arrangeSuggestions(
  suggestions: SuggestionMode,
  entry: Partial<typeof queueEntries.$inferInsert> = {},
) {
  const project = await arrangeBench(db, { project: { suggestions } });
  const guess = { suggestedClassIds: [project.classIds[2]!], suggestedProbabilities: [0.75] };
  await publish(db, project.projectId, project.sampleIds, { slot: "query", ...guess, ...entry });
  return { project, guess };
}

function labelOf(project: ArrangedBench, sampleId: number) {
  return { action: "label", sampleId, labelClassId: project.classIds[0]!, seconds: 1 } as const;
}

const lastOf = async (project: ArrangedBench) => (await storedAnnotations(db, project)).at(-1);

test("the guess comes with the sample, and what of it was seen is stored with the answer", async () => {
  const { project, guess } = await arrangeSuggestions("after-key");
  const [sample] = (await take(db, project, 1)).samples;
  expect(sample!.suggestion).toEqual({
    classes: [{ labelClassId: project.classIds[2], probability: 0.75 }],
  });
  const id = randomUUID();
  const input = { ...labelOf(project, sample!.sampleId), suggestionShown: "after-key" } as const;
  const first = await record(db, project, input, { id });
  expect(await record(db, project, input, { id })).toEqual(first);
  expect(await lastOf(project)).toMatchObject({
    ...guess,
    suggestionPlanted: false,
    suggestionShown: "after-key",
  });
  await expect(record(db, project, { ...input, suggestionShown: "shown" }, { id })).rejects.toMatchObject({
    code: "annotation_id_reused",
  });
});

test("a planted guess is shown as any other, and stored as planted", async () => {
  const { project } = await arrangeSuggestions("shown", { suggestionPlanted: true });
  const [sample] = (await take(db, project, 1)).samples;
  expect(sample!.suggestion).toEqual({
    classes: [{ labelClassId: project.classIds[2], probability: 0.75 }],
  });
  await record(db, project, { ...labelOf(project, sample!.sampleId), suggestionShown: "shown" });
  expect(await lastOf(project)).toMatchObject({ suggestionPlanted: true, suggestionShown: "shown" });
});

test("a lead is told how many wrong suggestions that were seen were accepted, without what was taken back", async () => {
  const { project } = await arrangeSuggestions("shown", { suggestionPlanted: true });
  const { samples } = await take(db, project, 4);
  const answer = async (at: number, classIndex: number) => {
    const [id, sampleId] = [randomUUID(), samples[at]!.sampleId];
    const input = { ...labelOf(project, sampleId), labelClassId: project.classIds[classIndex]! };
    await record(db, project, { ...input, suggestionShown: "shown" }, { id });
    return id;
  };
  const planted = async () => (await readProjectSettings(db, project.projectId))!.planted;
  expect(await planted()).toEqual({ shown: 0, accepted: 0 });
  await answer(0, 2);
  await answer(1, 0);
  const accepted = await answer(2, 2);
  expect(await planted()).toEqual({ shown: 3, accepted: 2 });
  await record(db, project, { action: "undo", undoes: accepted });
  expect(await planted()).toEqual({ shown: 2, accepted: 1 });
});

test("of a set the guess is all its classes, and a wrong one is accepted where the same set is sent", async () => {
  const project = await arrangeBench(db, { project: { suggestions: "shown", task: "multi" } });
  const [first, second, third] = project.classIds as [string, string, string];
  await publish(db, project.projectId, project.sampleIds, {
    slot: "query",
    suggestedClassIds: [third, first],
    suggestedProbabilities: [0.75, 0.5],
    suggestionPlanted: true,
  });
  const { samples } = await take(db, project, 3);
  expect(samples[0]!.suggestion).toEqual({
    classes: [
      { labelClassId: third, probability: 0.75 },
      { labelClassId: first, probability: 0.5 },
    ],
  });
  const answer = (at: number, labelClassIds: string[]) =>
    record(db, project, {
      action: "label-set",
      sampleId: samples[at]!.sampleId,
      labelClassIds,
      seconds: 1,
      suggestionShown: "shown",
    });
  await answer(0, [first, third]);
  await answer(1, [first]);
  await answer(2, [first, second, third]);
  expect(await lastOf(project)).toMatchObject({
    suggestedClassIds: [third, first],
    suggestionPlanted: true,
    suggestionShown: "shown",
  });
  expect((await readProjectSettings(db, project.projectId))!.planted).toEqual({ shown: 3, accepted: 1 });
});

test.each([
  { why: "where the lead hides guesses", mode: "hidden", slot: "query" },
  { why: "on the holdout", mode: "shown", slot: "holdout" },
] as const)("nobody sees a guess $why, whatever the browser says", async ({ mode, slot }) => {
  const { project, guess } = await arrangeSuggestions(mode, { slot });
  const [sample] = (await take(db, project, 1)).samples;
  expect(sample!.suggestion).toBeNull();
  const id = randomUUID();
  const input = { ...labelOf(project, sample!.sampleId), suggestionShown: "shown" } as const;
  const first = await record(db, project, input, { id });
  expect(await record(db, project, input, { id })).toEqual(first);
  expect(await lastOf(project)).toMatchObject({ ...guess, suggestionShown: "hidden" });
});

test("without a guess nothing was shown", async () => {
  const project = await arrangeBench(db, { project: { suggestions: "shown" } });
  const [sample] = (await take(db, project, 1)).samples;
  expect(sample!.suggestion).toBeNull();
  await record(db, project, { ...labelOf(project, sample!.sampleId), suggestionShown: "shown" });
  expect(await lastOf(project)).toMatchObject({ suggestedClassIds: null, suggestionShown: null });
});

test("an undo brings the guess back with the sample", async () => {
  const { project, guess } = await arrangeSuggestions("shown", { suggestionPlanted: true });
  const [sample] = (await take(db, project, 1)).samples;
  const id = randomUUID();
  await record(db, project, { ...labelOf(project, sample!.sampleId), suggestionShown: "shown" }, { id });
  const undone = await record(db, project, { action: "undo", undoes: id });
  expect(undone.sample!.suggestion).toEqual(sample!.suggestion);
  expect(await leasesOf(db, project)).toMatchObject([{ ...guess, suggestionPlanted: true }]);
});

test("an expired lease that somebody else takes carries the guess of its new entry", async () => {
  const { project } = await arrangeSuggestions("shown");
  await take(db, project, 1);
  await db.execute("update leases set expires_at = now() - interval '1 second'");
  await publish(db, project.projectId, project.sampleIds);
  expect((await take(db, project, 1)).samples[0]!.suggestion).toBeNull();
});

test("grid and search decide outside the queue, and say so", async () => {
  const project = await arrangeBench(db);
  const [first, second, third] = project.sampleIds as [number, number, number];
  const modelVersionId = await arrangeCandidates(db, project, 1, [first]);
  await record(db, project, { ...labelOf(project, first), screen: "grid" });
  await record(db, project, { ...labelOf(project, second), screen: "find" });
  await take(db, project, 1);
  await record(db, project, { ...labelOf(project, third), screen: "find" });
  const chosen = { slot: "query", propensity: 1, score: 0, generation: 1 };
  expect(await storedAnnotations(db, project)).toMatchObject([
    { ...chosen, screen: "grid", strategy: "grid", modelVersionId },
    { ...chosen, screen: "find", strategy: "find", modelVersionId: null },
    { ...chosen, screen: "find", strategy: "find", modelVersionId: null },
  ]);
  expect(await leasesOf(db, project)).toEqual([]);
});

test("grid and search are refused rows of the holdout, even leased ones", async () => {
  const project = await arrangeBench(db, { samples: 40 });
  const [settings] = await db.select().from(projects).where(eq(projects.id, project.projectId));
  await db.update(projects).set({ holdoutShare: 0.5 }).where(eq(projects.id, project.projectId));
  const isReserved = (row: number) => isHoldout(settings!.seed, row, 0.5);
  await take(db, project, 20);
  const outcome = (sampleId: number, screen: "grid" | "find") =>
    record(db, project, { ...labelOf(project, sampleId), screen }).then(
      () => "stored",
      (error: { code: string }) => error.code,
    );
  const outcomes = await Promise.all(
    project.sampleIds.map((sampleId, row) => outcome(sampleId, row % 2 === 0 ? "grid" : "find")),
  );
  expect(outcomes).toEqual(project.sampleIds.map((_, row) => (isReserved(row) ? "held_out" : "stored")));
  expect(new Set(outcomes).size).toBe(2);
  const held = project.sampleIds.filter((_, row) => row < 20 && isReserved(row));
  const left = (await leasesOf(db, project)).map(({ sampleId }) => sampleId);
  expect(left.toSorted((a, b) => a - b)).toEqual(held);
});
