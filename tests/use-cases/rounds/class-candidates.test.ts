import { and, asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { classCandidates, queueEntries, queues } from "@/db/schema/labeling";
import { newId } from "@/lib/ids";
import type { ClassCandidates } from "@/lib/learning/class-candidates";
import { beginRound } from "@/lib/rounds/begin-round";
import { publishRound } from "@/lib/rounds/publish-round";
import { readRoundFacts } from "@/lib/rounds/read-round-facts";
import { storeClassCandidates } from "@/lib/rounds/store-class-candidates";
import { type ArrangedProject, arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();
const texts = Array.from({ length: 20 }, (_, row) => `text ${row}`);

/** `[class, row, probability]` each, class by class, the surest first. */
function candidatesOf(...found: [number, number, number][]): ClassCandidates {
  return {
    classes: Int32Array.from(found, ([classIndex]) => classIndex),
    rows: Int32Array.from(found, ([, row]) => row),
    probabilities: Float32Array.from(found, ([, , probability]) => probability),
  };
}

async function goLive({ projectId }: ArrangedProject, generation: number) {
  await db
    .insert(queues)
    .values({ projectId, generation, publishedAt: new Date() })
    .onConflictDoUpdate({ target: queues.projectId, set: { generation } });
}

function store(
  { projectId, labelClassIds }: ArrangedProject,
  generation: number,
  candidates: ClassCandidates,
  modelVersionId: string | null = newId(),
) {
  return storeClassCandidates(db, { projectId, generation, modelVersionId, labelClassIds, candidates });
}

/** `[class, rank, row, probability]` each. */
async function stored({ projectId, labelClassIds, sampleIds }: ArrangedProject) {
  const rows = await db
    .select()
    .from(classCandidates)
    .where(eq(classCandidates.projectId, projectId))
    .orderBy(asc(classCandidates.rank));
  return rows
    .map(({ labelClassId, rank, sampleId, probability }) => [
      labelClassIds.indexOf(labelClassId),
      rank,
      sampleIds.indexOf(sampleId),
      Number(probability.toFixed(2)),
    ])
    .sort(([a], [b]) => a! - b!);
}

test("a round's class candidates replace those of the round before, ranked class by class", async () => {
  const project = await arrangeProject(db, texts);
  await goLive(project, 1);
  expect(await store(project, 1, candidatesOf([0, 3, 0.9], [0, 5, 0.7], [1, 8, 0.6]))).toBe(true);
  expect(await stored(project)).toEqual([
    [0, 0, 3, 0.9],
    [0, 1, 5, 0.7],
    [1, 0, 8, 0.6],
  ]);
  await goLive(project, 2);
  const model = newId();
  expect(await store(project, 2, candidatesOf([1, 5, 0.8], [1, 3, 0.8]), model)).toBe(true);
  expect(await stored(project)).toEqual([
    [1, 0, 5, 0.8],
    [1, 1, 3, 0.8],
  ]);
  const [first] = await db
    .select()
    .from(classCandidates)
    .where(eq(classCandidates.projectId, project.projectId));
  expect(first).toMatchObject({ generation: 2, modelVersionId: model });
});

test("those of a round that is no longer the newest change nothing", async () => {
  const project = await arrangeProject(db, texts);
  await goLive(project, 2);
  await store(project, 2, candidatesOf([0, 3, 0.9]));
  expect(await store(project, 1, candidatesOf([0, 4, 0.9]))).toBe(false);
  expect(await stored(project)).toEqual([[0, 0, 3, 0.9]]);
});

test("of many stored at once the newest round's are left, whole", async () => {
  const project = await arrangeProject(db, texts);
  await goLive(project, 3);
  const older = [1, 2].map((generation) => store(project, generation, candidatesOf([0, generation, 0.9])));
  const newest = Array.from({ length: 3 }, () => store(project, 3, candidatesOf([0, 7, 0.9], [0, 9, 0.8])));
  expect(await Promise.all([...older, ...newest])).toEqual([false, false, true, true, true]);
  expect(await stored(project)).toEqual([
    [0, 0, 7, 0.9],
    [0, 1, 9, 0.8],
  ]);
});

test("a round without a model leaves no candidates, and another project's alone", async () => {
  const [project, other] = [await arrangeProject(db, texts), await arrangeProject(db, texts)];
  for (const one of [project, other]) {
    await goLive(one, 1);
    await store(one, 1, candidatesOf([0, 3, 0.9]));
  }
  await store(project, 1, candidatesOf(), null);
  expect(await stored(project)).toEqual([]);
  expect(await stored(other)).toEqual([[0, 0, 3, 0.9]]);
});

test("a queue entry carries what the round suggests for it", async () => {
  const project = await arrangeProject(db, texts);
  const { projectId, labelClassIds } = project;
  const round = await beginRound(db, { id: newId(), projectId, cause: "requested", workerId: "w1" });
  const facts = (await readRoundFacts(db, projectId, round.seenBefore))!;
  const pick = { strategy: "margin", score: 1, propensity: 1 };
  const sure = (classIndex: number, probability: number) => ({ classIndex, probability });
  const generation = await publishRound(db, {
    roundId: round.id,
    facts,
    queue: [
      {
        ...pick,
        row: 3,
        slot: "query",
        suggestion: { classes: [sure(1, 0.75), sure(0, 0.6)], isPlanted: false },
      },
      { ...pick, row: 1, slot: "explore", suggestion: { classes: [sure(0, 0.5)], isPlanted: true } },
      { ...pick, row: 7, slot: "holdout", suggestion: null },
    ],
    stages: {},
    trained: null,
    evaluations: [],
  });
  const entries = await db
    .select({
      classIds: queueEntries.suggestedClassIds,
      probabilities: queueEntries.suggestedProbabilities,
      suggestionPlanted: queueEntries.suggestionPlanted,
    })
    .from(queueEntries)
    .where(and(eq(queueEntries.projectId, projectId), eq(queueEntries.generation, generation!)))
    .orderBy(asc(queueEntries.rank));
  expect(entries).toEqual([
    {
      classIds: [labelClassIds[1], labelClassIds[0]],
      probabilities: [0.75, expect.closeTo(0.6, 6)],
      suggestionPlanted: false,
    },
    { classIds: [labelClassIds[0]], probabilities: [0.5], suggestionPlanted: true },
    { classIds: null, probabilities: null, suggestionPlanted: false },
  ]);
});
