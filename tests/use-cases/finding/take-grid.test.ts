import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { leases, samples } from "@/db/schema/labeling";
import { imports, projects } from "@/db/schema/projects";
import type { TakenGrid } from "@/lib/contracts/finding";
import type { AnnotationInput } from "@/lib/contracts/labeling";
import { readGridState } from "@/lib/finding/read-grid-state";
import { takeGrid } from "@/lib/finding/take-grid";
import { newId } from "@/lib/ids";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { takeLeases } from "@/lib/labeling/take-leases";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { createRandom } from "@/lib/learning/random";
import { createTestDatabase } from "../../setup/test-database";
import { type ArrangedBench, arrangeBench, arrangeMember, expireLeases } from "../labeling/arrange";
import { arrangeCandidates, arrangeGraph, openTestBlobs, setHoldoutShare } from "./arrange-finding";

const { next: random } = createRandom(1);

const { db } = await createTestDatabase();
const blobs = openTestBlobs();

function take(
  project: ArrangedBench,
  count: number,
  { as = project.annotatorId, classIndex = 0, holding = [] as number[] } = {},
): Promise<TakenGrid> {
  const { projectId, classIds } = project;
  const labelClassId = classIds[classIndex]!;
  return takeGrid({ db, blobs }, { projectId, annotatorId: as, labelClassId, count, holding });
}

const idsOf = ({ tiles }: TakenGrid) => tiles.map(({ samples }) => samples.map(({ sampleId }) => sampleId));

function decide(project: ArrangedBench, input: AnnotationInput, as = project.annotatorId) {
  const { projectId } = project;
  return recordAnnotation(db, { id: newId(), projectId, annotatorId: as, source: "annotator", input });
}

function gridLabel(project: ArrangedBench, sampleId: number, classIndex = 0): AnnotationInput {
  return {
    action: "label",
    sampleId,
    labelClassId: project.classIds[classIndex]!,
    seconds: 0.5,
    screen: "grid",
    suggestionShown: "shown",
  };
}

test("a page has the surest candidates of the class, leased to the annotator with the model's guess", async () => {
  const project = await arrangeBench(db, { samples: 8, queued: 0 });
  const [a, b, c, d] = project.sampleIds as [number, number, number, number];
  await arrangeCandidates(db, project, { 0: [c, a, d], 1: [b] });
  const taken = await take(project, 2);
  expect(idsOf(taken)).toEqual([[c], [a]]);
  expect(taken.tiles[0]!.samples[0]).toMatchObject({ sampleId: c, text: "Sample 2", imageUrl: null });
  const held = await db.select().from(leases).where(eq(leases.projectId, project.projectId));
  expect(held.map(({ sampleId }) => sampleId).sort()).toEqual([a, c].sort());
  expect(held.find(({ sampleId }) => sampleId === c)).toMatchObject({
    annotatorId: project.annotatorId,
    slot: "query",
    strategy: "grid",
    suggestedClassIds: [project.classIds[0]],
    suggestedProbabilities: [expect.closeTo(0.9, 5)],
    propensity: 1,
  });
});

test("nobody else gets the samples of a grid, in the grid or at the bench, until their leases end", async () => {
  const project = await arrangeBench(db, { samples: 3 });
  const other = await arrangeMember(db, project.projectId, "annotator");
  await arrangeCandidates(db, project, { 0: [...project.sampleIds] });
  const first = await take(project, 2);
  expect(idsOf(await take(project, 2, { as: other }))).toEqual([[project.sampleIds[2]]]);
  const queued = await takeLeases(
    db,
    { projectId: project.projectId, annotatorId: other, count: 3, holding: [] },
    random,
  );
  expect(queued.samples).toEqual([]);
  const { empty } = await take(project, 2, { as: other });
  expect(empty?.reason).toBe("leased");
  expect(empty?.until).toBe(first.tiles[0]!.samples[0]!.expiresAt);
  await expireLeases(db, project.sampleIds);
  expect(idsOf(await take(project, 3, { as: other }))).toHaveLength(3);
});

test("four annotators who ask at once share no sample, and none is told that there are none", async () => {
  const project = await arrangeBench(db, { samples: 200, queued: 0 });
  await arrangeCandidates(db, project, { 0: project.sampleIds });
  const others = await Promise.all([1, 2, 3].map(() => arrangeMember(db, project.projectId, "annotator")));
  const asking = [project.annotatorId, ...others];
  const pages = await Promise.all(asking.map((as) => take(project, 12, { as })));
  const ids = pages.flatMap(idsOf).flat();
  expect(new Set(ids).size).toBe(ids.length);
  expect(pages.map(({ tiles }) => tiles.length)).toEqual([12, 12, 12, 12]);
});

test("what was labeled, flagged or said to be no such class is not offered again; a skip counts for its annotator", async () => {
  const project = await arrangeBench(db, { samples: 6, queued: 0 });
  const other = await arrangeMember(db, project.projectId, "annotator");
  const [a, b, c, d, e, f] = project.sampleIds as [number, number, number, number, number, number];
  await arrangeCandidates(db, project, { 0: [a, b, c, d, e, f], 1: [b] });
  const decided = { seconds: 1, screen: "grid", suggestionShown: "shown" } as const;
  await decide(project, gridLabel(project, a, 1));
  await decide(project, { action: "reject", sampleId: b, labelClassId: project.classIds[0]!, ...decided });
  await decide(project, { action: "skip", sampleId: c, note: "", ...decided });
  await decide(project, { action: "flag", sampleId: d, note: "torn", ...decided });
  expect(idsOf(await take(project, 6))).toEqual([[e], [f]]);
  expect(idsOf(await take(project, 6, { as: other }))).toEqual([[c]]);
  expect(idsOf(await take(project, 6, { classIndex: 1 }))).toEqual([[b]]);
  const state = await readGridState(db, project);
  expect(state.candidates.map(({ count }) => count)).toEqual([2, 1, 0]);
});

test("where a sample may have several classes, one that was said to have the class is not offered for it again", async () => {
  const project = await arrangeBench(db, { samples: 2, queued: 0, project: { task: "multi" } });
  const [a, b] = project.sampleIds as [number, number];
  await arrangeCandidates(db, project, { 0: [a, b], 1: [a] });
  const decided = { seconds: 1, screen: "binary", suggestionShown: null } as const;
  await decide(project, { action: "accept", sampleId: a, labelClassId: project.classIds[0]!, ...decided });
  expect((await readGridState(db, project)).candidates.map(({ count }) => count)).toEqual([1, 1, 0]);
  expect(idsOf(await take(project, 2))).toEqual([[b]]);
  expect(idsOf(await take(project, 2, { classIndex: 1 }))).toEqual([[a]]);
});

test("near duplicates come as one tile, however they are ranked, and are leased together", async () => {
  const project = await arrangeBench(db, { samples: 10, queued: 0 });
  const [a, b, c, d, e, f, g] = project.sampleIds as [number, number, number, number, number, number, number];
  await arrangeCandidates(db, project, { 0: [a, b, c, d, e, f, g] });
  // Ten degrees and more apart, but for c, which is nearly a, and g, which is nearly e.
  await arrangeGraph(db, blobs, project.projectId, [0, 10, 0.1, 20, 30, 40, 30.1, 60, 80, 100]);
  expect(idsOf(await take(project, 3))).toEqual([[a, c], [b], [d]]);
  expect(idsOf(await take(project, 3))).toEqual([[e, g], [f]]);
});

test("rows of the holdout reserve are never shown, even if a list of candidates names them", async () => {
  const project = await arrangeBench(db, { samples: 40, queued: 0 });
  await setHoldoutShare(db, project.projectId, 0.5);
  const seed = 1;
  await arrangeCandidates(db, project, { 0: project.sampleIds });
  const open = project.sampleIds.filter((_, row) => !isHoldout(seed, row, 0.5));
  expect(open.length).toBeGreaterThan(0);
  expect(open.length).toBeLessThan(40);
  expect(idsOf(await take(project, 40)).flat()).toEqual(open);
});

test("an annotation of the grid says so, with the guess that was seen", async () => {
  const project = await arrangeBench(db, { samples: 2, queued: 0 });
  const [a] = project.sampleIds as [number];
  await arrangeCandidates(db, project, { 0: [a] });
  await take(project, 1);
  await decide(project, gridLabel(project, a));
  const { rows } = await db.execute(sql`
    select screen, strategy, slot, suggestion_shown, suggested_class_ids from annotations where sample_id = ${a}`);
  expect(rows).toEqual([
    {
      screen: "grid",
      strategy: "grid",
      slot: "query",
      suggestion_shown: "shown",
      suggested_class_ids: [project.classIds[0]],
    },
  ]);
});

test("leases are renewed while the page is on screen, and what somebody else has now is said", async () => {
  const project = await arrangeBench(db, { samples: 3, queued: 0 });
  const other = await arrangeMember(db, project.projectId, "annotator");
  await arrangeCandidates(db, project, { 0: project.sampleIds });
  const [a, b] = idsOf(await take(project, 2)).flat() as [number, number];
  await expireLeases(db, [a]);
  await take(project, 1, { as: other });
  const again = await take(project, 0, { holding: [a, b] });
  expect(again).toEqual({ tiles: [], renewed: [b], empty: null });
});

test("it says why there is nothing: no model, no candidates, all decided, paused", async () => {
  const project = await arrangeBench(db, { samples: 2, queued: 0 });
  expect((await take(project, 2)).empty).toEqual({ reason: "no-model", until: null });
  expect(await readGridState(db, project)).toMatchObject({ modelNumber: null, labelsUntilRound: 5 });
  const [a] = project.sampleIds as [number];
  await arrangeCandidates(db, project, { 0: [a] });
  expect((await take(project, 2, { classIndex: 1 })).empty).toEqual({ reason: "no-candidates", until: null });
  await decide(project, gridLabel(project, a));
  expect((await take(project, 2)).empty).toEqual({ reason: "done", until: null });
  expect(await readGridState(db, project)).toMatchObject({ isFinished: false });
  await decide(project, gridLabel(project, project.sampleIds[1]!));
  expect(await readGridState(db, project)).toMatchObject({ isFinished: true });
  await db
    .update(projects)
    .set({ pausedAt: sql`now()` as never })
    .where(eq(projects.id, project.projectId));
  expect((await take(project, 2)).empty).toEqual({ reason: "paused", until: null });
  expect(await readGridState(db, project)).toMatchObject({ modelNumber: 1, isPaused: true });
});

test("before anybody can label it says what is lacking: classes, samples, or what a file brings", async () => {
  const lacks = async (project: ArrangedBench) => (await readGridState(db, project)).lacks;
  expect(await lacks(await arrangeBench(db, { samples: 2, classes: ["alone"] }))).toBe("classes");
  expect(
    await lacks(await arrangeBench(db, { samples: 2, classes: ["a"], project: { task: "multi" } })),
  ).toBe(null);
  const empty = await arrangeBench(db, { samples: 1, queued: 0 });
  await db.delete(samples).where(eq(samples.projectId, empty.projectId));
  expect(await lacks(empty)).toBe("samples");
  await db.update(imports).set({ state: "waiting" }).where(eq(imports.projectId, empty.projectId));
  expect(await lacks(empty)).toBe("import");
  expect(await lacks(await arrangeBench(db, { samples: 2 }))).toBe(null);
});

test("texts too long for a tile wait for the bench", async () => {
  const project = await arrangeBench(db, { samples: 2, queued: 0 });
  const [a, b] = project.sampleIds as [number, number];
  await db.execute(sql`update sample_payloads set text = repeat('long ', 2000) where sample_id = ${a}`);
  await arrangeCandidates(db, project, { 0: [a, b] });
  expect(idsOf(await take(project, 2))).toEqual([[b]]);
});
