import { and, asc, desc, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readPanel } from "@/db/queries/panel";
import { readProgress } from "@/db/queries/progress";
import { annotations, classCandidates, queueEntries, queues } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { modelVersions, rounds } from "@/db/schema/rounds";
import { newId } from "@/lib/ids";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { readPoolSummary } from "@/lib/rounds/pool-summary-blob";
import { handleEncode } from "@/workers/handle-encode";
import { handleGraph } from "@/workers/handle-graph";
import { handleOutlook } from "@/workers/handle-outlook";
import { handleRound } from "@/workers/handle-round";
import { type ArrangedProject, arrangeLabels, arrangeProject } from "../../setup/arrange-project";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();
const worker = createInProcessWorker(db);
const rowCount = 240;
/** As `arrangeProject` sets them. */
const [seed, holdoutShare] = [1, 0.25];
const isReserved = (row: number) => isHoldout(seed, row, holdoutShare);

const topics = [
  "the team won the match after a late goal by the striker in the league",
  "the bank raised its interest rate as inflation hit the market and shares fell",
  "clouds bring rain and wind from the north while the sun stays behind them",
];
const turned = (topic: number, row: number) => {
  const words = topics[topic]!.split(" ");
  const from = row % words.length;
  return [...words.slice(from), ...words.slice(0, from)].slice(0, 8 + (row % 5)).join(" ");
};

/** Encoded texts with a graph, as a worker leaves them behind. */
async function arrangeEncoded(
  textOf: (row: number) => string,
  settings: Partial<typeof projects.$inferInsert> = {},
): Promise<ArrangedProject> {
  const texts = Array.from({ length: rowCount }, (_, row) => `${textOf(row)} ${row}`);
  const project = await arrangeProject(db, texts, { classNames: ["sport", "money"] });
  if (Object.keys(settings).length > 0) {
    await db.update(projects).set(settings).where(eq(projects.id, project.projectId));
  }
  await handleEncode(worker, project);
  await handleGraph(worker, project);
  return project;
}

/** Runs a round and stores its class candidates; returns the queue. */
async function runRound({ projectId }: ArrangedProject) {
  await handleRound(worker, { projectId, cause: "requested" });
  await worker.classCandidates.flush();
  const [queue] = await db.select().from(queues).where(eq(queues.projectId, projectId));
  const live = eq(queueEntries.generation, queue!.generation);
  return db
    .select()
    .from(queueEntries)
    .where(and(eq(queueEntries.projectId, projectId), live))
    .orderBy(asc(queueEntries.rank));
}

async function candidatesOf({ projectId, labelClassIds, sampleIds }: ArrangedProject) {
  const found = await db
    .select()
    .from(classCandidates)
    .where(eq(classCandidates.projectId, projectId))
    .orderBy(asc(classCandidates.labelClassId), asc(classCandidates.rank));
  return found.map(({ labelClassId, sampleId, rank, probability }) => ({
    classIndex: labelClassIds.indexOf(labelClassId),
    row: sampleIds.indexOf(sampleId),
    rank,
    probability,
  }));
}

async function newestModel({ projectId }: ArrangedProject) {
  const [model] = await db
    .select()
    .from(modelVersions)
    .where(eq(modelVersions.projectId, projectId))
    .orderBy(desc(modelVersions.number));
  return model!;
}

const annotationOf = (project: ArrangedProject, row: number) => ({
  id: newId(),
  projectId: project.projectId,
  sampleId: project.sampleIds[row]!,
  annotatorId: project.userId,
  source: "annotator" as const,
  seconds: 1,
  slot: isReserved(row) ? ("holdout" as const) : ("query" as const),
  strategy: "random",
  score: 0,
  propensity: 1,
  generation: 1,
});

/** Row parity is the class. */
const arrangeParity = (settings?: Partial<typeof projects.$inferInsert>) =>
  arrangeEncoded((row) => turned(row % 2, row), settings);

async function labelParity(project: ArrangedProject, count: number) {
  const labels = Array.from({ length: count }, (_, row) => {
    return { row, classIndex: row % 2, slot: isReserved(row) ? ("holdout" as const) : ("query" as const) };
  });
  await arrangeLabels(db, project, labels);
}

test("a round suggests the class it believes in for what it queues, and nothing for the holdout", async () => {
  const project = await arrangeParity();
  await labelParity(project, 40);
  const entries = await runRound(project);
  const model = await newestModel(project);
  const [holdout, others] = [
    entries.filter(({ slot }) => slot === "holdout"),
    entries.filter(({ slot }) => slot !== "holdout"),
  ];
  expect(holdout.length).toBeGreaterThan(0);
  expect(new Set(holdout.map((entry) => entry.suggestedClassIds ?? entry.suggestedProbabilities))).toEqual(
    new Set([null]),
  );
  const right = others.filter(({ suggestedClassIds, sampleId }) => {
    return suggestedClassIds!.join() === project.labelClassIds[project.sampleIds.indexOf(sampleId) % 2];
  });
  expect(right.length / others.length).toBeGreaterThan(0.9);
  for (const { suggestedProbabilities, suggestionPlanted, modelVersionId } of others) {
    expect(suggestedProbabilities![0]).toBeGreaterThanOrEqual(0.5);
    expect([suggestionPlanted, modelVersionId]).toEqual([false, model.id]);
  }
});

test("a share of suggestions is planted where the lead wants that, always with another class than the guess", async () => {
  const project = await arrangeParity({ plantedShare: 0.5 });
  await labelParity(project, 40);
  const others = (await runRound(project)).filter(({ slot }) => slot !== "holdout");
  const planted = others.filter(({ suggestionPlanted }) => suggestionPlanted);
  // Of a hundred and more entries: five standard deviations around a half.
  expect(others.length).toBeGreaterThan(100);
  expect(Math.abs(planted.length / others.length - 0.5)).toBeLessThan(0.25);
  const wrong = planted.filter(({ suggestedClassIds, sampleId }) => {
    return suggestedClassIds!.join() !== project.labelClassIds[project.sampleIds.indexOf(sampleId) % 2];
  });
  expect(wrong.length / planted.length).toBeGreaterThan(0.9);
});

test("class candidates are unlabeled rows outside the holdout, the surest first, without rejected ones", async () => {
  const project = await arrangeParity();
  await labelParity(project, 40);
  await runRound(project);
  const before = await candidatesOf(project);
  expect(before.filter(({ row }) => row < 40 || isReserved(row))).toEqual([]);
  const open = Array.from({ length: rowCount }, (_, row) => row).filter(
    (row) => row >= 40 && !isReserved(row),
  );
  expect(before.map(({ row }) => row).sort((a, b) => a - b)).toEqual(open);
  expect(
    before.filter(({ row, classIndex }) => row % 2 === classIndex).length / before.length,
  ).toBeGreaterThan(0.9);
  for (const classIndex of [0, 1]) {
    const own = before.filter((candidate) => candidate.classIndex === classIndex);
    expect(own.map(({ rank }) => rank)).toEqual(own.map((_, rank) => rank));
    const probabilities = own.map(({ probability }) => probability);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
  }

  const { row, classIndex } = before[0]!;
  const labelClassId = project.labelClassIds[classIndex]!;
  await db.insert(annotations).values({ ...annotationOf(project, row), action: "reject", labelClassId });
  const entries = await runRound(project);
  const after = await candidatesOf(project);
  expect(after.filter((one) => one.row === row && one.classIndex === classIndex)).toEqual([]);
  expect(after.length).toBe(before.length - 1);
  expect((await newestModel(project)).trainingLabels).toBe(
    40 - before.length + open.length - holdoutBelow(40),
  );
  const entry = entries.find(({ sampleId }) => sampleId === project.sampleIds[row]);
  expect(entry?.suggestedClassIds ?? []).not.toContain(labelClassId);
});

const holdoutBelow = (rows: number) =>
  Array.from({ length: rows }, (_, row) => row).filter(isReserved).length;

/** Sport, money, both, or the weather and thus neither. */
const setOf = (row: number) => [[0], [1], [0, 1], []][row % 4]!;
const textOfSet = (row: number) => {
  const classes = setOf(row);
  return (classes.length === 0 ? [2] : classes).map((topic) => turned(topic, row)).join(" and ");
};

async function labelSets(project: ArrangedProject, from: number, to: number) {
  const values = Array.from({ length: to - from }, (_, i) => {
    const labelClassIds = setOf(from + i).map((classIndex) => project.labelClassIds[classIndex]!);
    return { ...annotationOf(project, from + i), action: "label" as const, labelClassIds };
  });
  await db.insert(annotations).values(values);
}

test("where a sample may have several classes, rounds learn sets of them and the curve shows how well", async () => {
  const project = await arrangeEncoded(textOfSet, { task: "multi" });
  const { projectId } = project;
  await labelSets(project, 0, 60);
  const first = await runRound(project);
  await labelSets(project, 60, 64);
  await runRound(project);

  const model = await newestModel(project);
  expect(model).toMatchObject({ learner: "one-vs-rest", number: 2, labelsSpent: 64 });
  expect(model.trainingLabels).toBe(64 - holdoutBelow(64));
  expect(new Set(first.map(({ slot }) => slot))).toEqual(new Set(["query", "explore", "holdout"]));
  const told = first.filter(({ slot }) => slot !== "holdout");
  expect(first.filter(({ slot, suggestedClassIds }) => slot === "holdout" && suggestedClassIds)).toEqual([]);
  const suggested = told.filter(({ suggestedClassIds, sampleId }) => {
    const expected = setOf(project.sampleIds.indexOf(sampleId)).map((j) => project.labelClassIds[j]!);
    return suggestedClassIds!.toSorted().join() === expected.toSorted().join();
  });
  expect(suggested.length / told.length).toBeGreaterThan(0.6);

  const candidates = await candidatesOf(project);
  const right = candidates.filter(({ row, classIndex }) => setOf(row).includes(classIndex));
  expect(right.length / candidates.length).toBeGreaterThan(0.85);
  expect(
    candidates.filter(({ row, probability }) => row < 64 || isReserved(row) || probability < 0.5),
  ).toEqual([]);
  const twice = candidates.filter(({ row }) => candidates.filter((other) => other.row === row).length === 2);
  expect(twice.some(({ row }) => setOf(row).length === 2)).toBe(true);

  const { curve } = (await readProgress(db, projectId))!;
  expect(curve.map(({ labelsSpent }) => labelsSpent)).toEqual([60, 64]);
  expect(new Set(curve.map(({ holdoutCount }) => holdoutCount))).toEqual(new Set([holdoutBelow(64)]));
  expect(curve.at(-1)!.scores.accuracy.value).toBeGreaterThan(0.6);
  const failed = await db.$count(rounds, sql`project_id = ${projectId} and state <> 'published'`);
  expect(failed).toBe(0);
});

test("sets that successive models predict are compared, so that it is told whether they stand still", async () => {
  const project = await arrangeEncoded(textOfSet, { task: "multi" });
  for (const labels of [40, 60, 80, 100]) {
    await labelSets(project, labels === 40 ? 0 : labels - 20, labels);
    await runRound(project);
  }
  await handleOutlook(worker, project);
  const { stability } = (await readProgress(db, project.projectId))!.advice;
  const models = await db
    .select({ blob: modelVersions.poolSummaryBlob })
    .from(modelVersions)
    .where(eq(modelVersions.projectId, project.projectId))
    .orderBy(asc(modelVersions.number));
  const said = await Promise.all(
    models.map(async ({ blob }) => {
      const { classes, sets } = await readPoolSummary(worker.blobs, blob!);
      return Array.from(classes, (place) => sets![place]!.join());
    }),
  );
  const alike = said.slice(1).map((later, i) => later.filter((set, row) => set === said[i]![row]).length);
  expect(stability).toBeLessThanOrEqual(Math.min(...alike) / rowCount);
  expect(stability).toBeGreaterThan(0.3);
});

test("a project that changes from one class to several starts anew, and compares no model with those before", async () => {
  const project = await arrangeParity();
  await labelParity(project, 40);
  await runRound(project);
  await db.update(projects).set({ task: "multi" }).where(eq(projects.id, project.projectId));
  await runRound(project);
  const panel = (await readPanel(db, project.projectId))!;
  expect(panel.models.map(({ learner }) => learner === "one-vs-rest")).toEqual([true, false]);
  expect(panel.models.map(({ holdoutCount }) => holdoutCount)).toEqual([holdoutBelow(40), holdoutBelow(40)]);
});
