import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { queueEntries, queues } from "@/db/schema/labeling";
import { encodings } from "@/db/schema/projects";
import { rounds } from "@/db/schema/rounds";
import { newId } from "@/lib/ids";
import { takeLeases } from "@/lib/labeling/take-leases";
import { createRandom } from "@/lib/learning/random";
import { beginRound } from "@/lib/rounds/begin-round";
import { failRound } from "@/lib/rounds/fail-round";
import { publishRound } from "@/lib/rounds/publish-round";
import { readRoundFacts } from "@/lib/rounds/read-round-facts";
import { labelsUntilRound } from "@/lib/rounds/request-round-after-label";
import { type ArrangedProject, arrangeLabels, arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";

const { next: random } = createRandom(1);

const { db } = await createTestDatabase();
const texts = Array.from({ length: 20 }, (_, row) => `text ${row}`);

async function begin({ projectId }: ArrangedProject) {
  const round = await beginRound(db, { id: newId(), projectId, cause: "requested", workerId: "w1" });
  return { round, facts: (await readRoundFacts(db, projectId, round.seenBefore))! };
}

/** As if the pool had been encoded; nothing here reads the embeddings. */
async function arrangeEncoding({ projectId }: ArrangedProject): Promise<void> {
  const blobs = { encoderBlob: "encoder", shardBlobs: [] };
  const encoding = {
    encoder: "text-cooccurrence",
    state: "done",
    rowCount: texts.length,
    fittedRows: texts.length,
    dimensions: 4,
  } as const;
  await db.insert(encodings).values({ id: newId(), projectId, ...encoding, ...blobs });
}

async function publish(project: ArrangedProject, rows: number[]) {
  const { round, facts } = await begin(project);
  const queue = rows.map((row) => {
    return { row, slot: "query" as const, strategy: "margin", score: 1, propensity: 1, suggestion: null };
  });
  return publishRound(db, { roundId: round.id, facts, queue, stages: {}, trained: null, evaluations: [] });
}

test("publishing swaps the queue to a new generation in rank order", async () => {
  const project = await arrangeProject(db, texts);
  expect(await publish(project, [3, 1])).toBe(1);
  expect(await publish(project, [7, 2, 5])).toBe(2);
  const [queue] = await db.select().from(queues).where(eq(queues.projectId, project.projectId));
  expect(queue?.generation).toBe(2);
  const entries = await db
    .select({ generation: queueEntries.generation, sampleId: queueEntries.sampleId })
    .from(queueEntries)
    .where(eq(queueEntries.projectId, project.projectId))
    .orderBy(asc(queueEntries.generation), asc(queueEntries.rank));
  const live = entries.filter(({ generation }) => generation === 2).map(({ sampleId }) => sampleId);
  expect(live).toEqual([7, 2, 5].map((row) => project.sampleIds[row]));
});

test("only the live generation and the one before it are kept", async () => {
  const project = await arrangeProject(db, texts);
  for (const row of [1, 2, 3, 4]) await publish(project, [row]);
  const kept = await db
    .select({ generation: queueEntries.generation })
    .from(queueEntries)
    .where(eq(queueEntries.projectId, project.projectId))
    .orderBy(asc(queueEntries.generation));
  expect(kept.map(({ generation }) => generation)).toEqual([3, 4]);
});

test("a round that another worker took over publishes nothing", async () => {
  const project = await arrangeProject(db, texts);
  const late = await begin(project);
  await begin(project);
  const published = await publishRound(db, {
    roundId: late.round.id,
    facts: late.facts,
    queue: [{ row: 0, slot: "query", strategy: "margin", score: 1, propensity: 1, suggestion: null }],
    stages: {},
    trained: null,
    evaluations: [],
  });
  expect(published).toBeNull();
  expect(await db.select().from(queues).where(eq(queues.projectId, project.projectId))).toEqual([]);
  const [abandoned] = await db.select().from(rounds).where(eq(rounds.id, late.round.id));
  expect(abandoned?.state).toBe("abandoned");
});

test("a failed round leaves the queue and asks for its labels again", async () => {
  const project = await arrangeProject(db, texts);
  await arrangeLabels(db, project, [{ row: 0, classIndex: 0 }]);
  const { round } = await begin(project);
  expect(await labelsUntilRound(db, project.projectId)).toEqual({ missing: 5, perRound: 5 });
  await failRound(db, round, "The disk is full.");
  expect(await labelsUntilRound(db, project.projectId)).toEqual({ missing: 4, perRound: 5 });
  const [failed] = await db.select().from(rounds).where(eq(rounds.id, round.id));
  expect(failed).toMatchObject({ state: "failed", error: "The disk is full." });
});

test("holdout labels are kept apart from training labels", async () => {
  const project = await arrangeProject(db, texts);
  await arrangeLabels(db, project, [
    { row: 0, classIndex: 0 },
    { row: 1, classIndex: 1, slot: "explore" },
    { row: 2, classIndex: 1, slot: "holdout" },
    { row: 3, classIndex: 0, slot: "imported" },
  ]);
  await arrangeEncoding(project);
  const { facts } = await begin(project);
  expect(facts.trainingLabels.map(({ row }) => row)).toEqual([0, 1, 3]);
  expect(facts.holdoutLabels).toEqual([{ row: 2, classIndex: 1 }]);
  expect(facts.labelsSpent).toBe(3);
  const open = [...facts.candidates, ...facts.holdoutReserve].sort((a, b) => a - b);
  expect(open).toEqual([...texts.keys()].filter((row) => row > 3));
});

test("the label that caused a round is the one that filled it", async () => {
  const project = await arrangeProject(db, texts);
  await arrangeLabels(
    db,
    project,
    texts.slice(0, 8).map((_, row) => ({ row, classIndex: row % 2 })),
  );
  const found = await db.execute<{ created_at: string }>(
    `select created_at::text from annotations where project_id = '${project.projectId}' order by sequence offset 4 limit 1`,
  );
  const { facts } = await begin(project);
  expect(facts.causedAt).toEqual(new Date(found.rows[0]!.created_at));
});

test("what an annotator holds is served already: it is not queued twice, and counts for its slot", async () => {
  const project = await arrangeProject(db, texts);
  const { projectId, userId: annotatorId } = project;
  await publish(project, [3, 1, 2]);
  await takeLeases(db, { projectId, annotatorId, count: 2, holding: [] }, random);
  await arrangeLabels(db, project, [
    { row: 8, classIndex: 0, slot: "holdout" },
    { row: 9, classIndex: 0, slot: "imported" },
  ]);
  const { facts } = await begin(project);
  expect([...facts.candidates, ...facts.holdoutReserve]).not.toContain(3);
  expect([...facts.candidates, ...facts.holdoutReserve]).not.toContain(1);
  expect(facts.served).toEqual({ query: 2, explore: 0, holdout: 1 });
});

test("with one class left there is nothing to train on", async () => {
  const project = await arrangeProject(db, texts, { classNames: ["only"] });
  await arrangeLabels(db, project, [
    { row: 0, classIndex: 0 },
    { row: 1, classIndex: 0, slot: "holdout" },
  ]);
  await arrangeEncoding(project);
  const { facts } = await begin(project);
  expect(facts).toMatchObject({ trainingLabels: [], holdoutLabels: [], labelsSpent: 2 });
});
