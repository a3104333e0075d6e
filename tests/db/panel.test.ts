import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { readPanel } from "@/db/queries/panel";
import { users } from "@/db/schema/accounts";
import { annotations, leases, queues, samples } from "@/db/schema/labeling";
import { encodings, imports, labelClasses, workers } from "@/db/schema/projects";
import { evaluations, modelVersions } from "@/db/schema/rounds";
import { panelSchema } from "@/lib/contracts/panel";
import { enqueue } from "@/lib/jobs/enqueue";
import { createProject } from "@/lib/projects/create-project";
import { arrangeEncoding, arrangeModel } from "../setup/arrange-model";
import { createTestDatabase } from "../setup/test-database";

const { db } = await createTestDatabase();
await db.insert(users).values([
  { id: "ada", name: "Ada", email: "ada@example.org", serverRole: "owner" },
  { id: "bob", name: "Bob", email: "bob@example.org" },
]);

let projectId: string;
let sampleIds: number[];
let classIds: string[];

/** A project of two classes and ten samples. */
beforeEach(async () => {
  await db.delete(workers);
  projectId = randomUUID();
  await createProject(db, {
    id: projectId,
    name: "News",
    modality: "text",
    labelClasses: ["World", "Sports"],
    budget: 100,
    seed: 1,
    ownerId: "ada",
    newId: randomUUID,
  });
  const classes = await db.select().from(labelClasses).where(eq(labelClasses.projectId, projectId));
  classIds = classes.sort((a, b) => a.position - b.position).map(({ id }) => id);
  const importId = randomUUID();
  await db.insert(imports).values({
    id: importId,
    projectId,
    fileName: "news.csv",
    format: "csv",
    labelUse: "known",
    state: "done",
    sourcePath: "-",
  });
  const rows = Array.from({ length: 10 }, (_, row) => ({
    projectId,
    row,
    importId,
    contentHash: Buffer.from([row]),
  }));
  const inserted = await db.insert(samples).values(rows).returning({ id: samples.id });
  sampleIds = inserted.map(({ id }) => id);
});

type Act = Pick<typeof annotations.$inferInsert, "action" | "slot"> & {
  sample: number;
  labelClass?: number;
  by?: string;
  undoes?: string;
};

async function act({ sample, labelClass, by = "ada", undoes, action, slot }: Act): Promise<string> {
  const id = randomUUID();
  await db.insert(annotations).values({
    id,
    projectId,
    sampleId: sampleIds[sample]!,
    annotatorId: by,
    action,
    slot,
    labelClassId: labelClass === undefined ? null : classIds[labelClass]!,
    undoes: undoes ?? null,
    source: slot === "imported" ? "imported" : "annotator",
    strategy: "margin",
    score: 0,
    propensity: 1,
    generation: 1,
  });
  return id;
}

async function panel() {
  return panelSchema.parse(await readPanel(db, projectId));
}

test("a project that does not exist has no panel", async () => {
  expect(await readPanel(db, randomUUID())).toBeNull();
});

test("a fresh project shows its pool and nothing that is not there", async () => {
  expect(await panel()).toMatchObject({
    project: { name: "News", budget: 100, hasTruth: false },
    pool: { samples: 10, unlabeled: 10, leased: 0, leaseHolders: 0, importing: false },
    spent: { labelsSpent: 0, skipped: 0 },
    models: [],
    queue: null,
    lastRound: null,
    worker: { alive: 0, activity: null, encoding: null, lastError: null },
  });
});

test("hidden truth is there once an import that brought it is done", async () => {
  await db
    .update(imports)
    .set({ labelUse: "truth", state: "running" })
    .where(eq(imports.projectId, projectId));
  expect((await panel()).project.hasTruth).toBe(false);
  expect((await panel()).pool.importing).toBe(true);
  await db.update(imports).set({ state: "done" }).where(eq(imports.projectId, projectId));
  expect((await panel()).pool.importing).toBe(false);
  expect((await panel()).project.hasTruth).toBe(true);
});

test("labels spent are resolved labels by slot, with imported ones apart", async () => {
  await act({ sample: 0, action: "label", labelClass: 0, slot: "query" });
  await act({ sample: 1, action: "label", labelClass: 1, slot: "explore" });
  await act({ sample: 2, action: "label", labelClass: 1, slot: "holdout" });
  await act({ sample: 3, action: "label", labelClass: 0, slot: "imported" });
  const { spent, pool, labelClasses: classes } = await panel();
  expect(spent).toEqual({ query: 1, explore: 1, holdout: 1, imported: 1, labelsSpent: 3, skipped: 0 });
  expect(pool.unlabeled).toBe(6);
  expect(classes.map(({ labels }) => labels)).toEqual([2, 2]);
});

test("what was undone or labeled again counts once, as it stands now", async () => {
  const first = await act({ sample: 0, action: "label", labelClass: 0, slot: "query" });
  await act({ sample: 0, action: "undo", undoes: first, slot: "query" });
  await act({ sample: 1, action: "label", labelClass: 0, slot: "query" });
  await act({ sample: 1, action: "label", labelClass: 1, slot: "query" });
  await act({ sample: 2, action: "label", labelClass: 1, slot: "query" });
  await act({ sample: 2, action: "label", labelClass: 1, slot: "query", by: "bob" });
  const { spent, labelClasses: classes } = await panel();
  expect(spent.labelsSpent).toBe(2);
  expect(classes.map(({ labels }) => labels)).toEqual([0, 2]);
});

test("a sample counts as skipped while nobody labels it", async () => {
  await act({ sample: 0, action: "skip", slot: "query" });
  await act({ sample: 1, action: "skip", slot: "query" });
  await act({ sample: 1, action: "label", labelClass: 0, slot: "query", by: "bob" });
  expect((await panel()).spent).toMatchObject({ skipped: 1, labelsSpent: 1 });
});

test("only leases of unlabeled samples that still run are counted", async () => {
  const lease = (sample: number, annotatorId: string, seconds: number) => ({
    sampleId: sampleIds[sample]!,
    projectId,
    annotatorId,
    slot: "query" as const,
    strategy: "margin",
    score: 0,
    propensity: 1,
    generation: 1,
    leasedAt: sql`now()`,
    expiresAt: sql`now() + ${`${seconds} seconds`}::interval`,
  });
  await db
    .insert(leases)
    .values([lease(0, "ada", 60), lease(1, "ada", 60), lease(2, "bob", 60), lease(3, "bob", -1)]);
  expect((await panel()).pool).toMatchObject({ leased: 3, leaseHolders: 2 });
  // Bob holds it for a second opinion.
  await act({ sample: 2, action: "label", slot: "query", labelClass: 0 });
  expect((await panel()).pool).toMatchObject({ leased: 2, leaseHolders: 1 });
});

test("a worker without a fresh heartbeat is not alive, whatever it said it was doing", async () => {
  await db.insert(workers).values([
    {
      lockNames: [],
      id: "w1",
      activity: "round",
      projectId,
      activitySince: sql`now()`,
      heartbeatAt: sql`now() - interval '1 minute'`,
    },
    { lockNames: [], id: "w2" },
  ]);
  expect((await panel()).worker).toMatchObject({ alive: 1, activity: null });
  await db.update(workers).set({ heartbeatAt: sql`now()` });
  expect((await panel()).worker).toMatchObject({ alive: 2, activity: "round" });
});

test("where no worker is left it is known when the last was heard, and what it was doing", async () => {
  expect((await panel()).worker).toMatchObject({ alive: 0, lastSeenAt: null });
  const gone = { lockNames: [], projectId, activitySince: sql`now() - interval '2 minutes'` };
  await db.insert(workers).values([
    { ...gone, id: "w1", activity: "round", heartbeatAt: new Date("2026-11-30T11:55:00.000Z") },
    { ...gone, id: "w2", activity: null, heartbeatAt: new Date("2026-11-30T11:50:00.000Z") },
  ]);
  const { worker } = await panel();
  expect(worker).toMatchObject({ alive: 0, lastSeenAt: "2026-11-30T11:55:00.000Z", activity: "round" });
  await db.insert(workers).values({ lockNames: [], id: "w3" });
  expect((await panel()).worker).toMatchObject({ alive: 1, lastSeenAt: null, activity: null });
});

async function addEncoding(state: "running" | "done") {
  if (state === "done") return arrangeEncoding(db, projectId);
  const running = {
    state,
    progress: 0.5,
    doing: "count-shared-texts",
    encoderBlob: null,
    shardBlobs: null,
  } as const;
  return arrangeEncoding(db, projectId, { ...running, finishedAt: null });
}

async function publishRound(number: number, encodingId: string, correct: number) {
  const model = { number, projectId, encodingId, labelClassIds: classIds, correct, holdoutCount: 10 };
  await arrangeModel(db, model);
}

test("the models are listed newest first, and at most twenty", async () => {
  const encodingId = await addEncoding("done");
  for (let number = 1; number <= 22; number++) await publishRound(number, encodingId, number % 10);
  const { models, lastRound } = await panel();
  expect(models.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => 22 - i));
  expect(models[0]!.accuracy).toBeCloseTo(0.2);
  expect(models[0]!.holdoutCount).toBe(10);
  expect(lastRound).toMatchObject({ number: 22, cause: "labels" });
  expect(lastRound!.seconds).toBeCloseTo(0.5);
  expect(lastRound!.freshnessSeconds).toBeCloseTo(1);
});

test("the newest encoder is named with the reason for it, and a model with its own", async () => {
  expect((await panel()).encoder).toBeNull();
  const encodingId = await addEncoding("done");
  expect((await panel()).encoder).toEqual({ name: "text-cooccurrence", chosenBecause: null, chosenBy: null });
  const chosenBecause = "nearest neighbours agree in 84 %, with tfidf-svd in 79 %";
  const chosenBy = { because: "held-out", labels: 60 };
  await db.update(encodings).set({ chosenBecause, chosenBy }).where(eq(encodings.id, encodingId));
  expect((await panel()).encoder).toEqual({ name: "text-cooccurrence", chosenBecause, chosenBy });
  await publishRound(1, encodingId, 5);
  const chosen = { reason: "mix: held-out log loss 0.31, linear 0.35, graph 0.42", graphWeight: 0.5 };
  await db.update(modelVersions).set({ chosen }).where(eq(modelVersions.projectId, projectId));
  expect((await panel()).models[0]!.chosen).toEqual(chosen);
});

test("a model without an evaluation was measured on no holdout label", async () => {
  await publishRound(1, await addEncoding("done"), 5);
  await db.delete(evaluations).where(eq(evaluations.projectId, projectId));
  expect((await panel()).models).toMatchObject([{ accuracy: null, holdoutCount: 0 }]);
});

test("while neighbours are found an encoding is shown without a share, unless a newer one has begun", async () => {
  await addEncoding("done");
  await db.update(encodings).set({ doing: "find-neighbours" }).where(eq(encodings.projectId, projectId));
  expect((await panel()).worker.encoding).toEqual({ progress: null, doing: "find-neighbours" });
  await addEncoding("running");
  expect((await panel()).worker.encoding).toEqual({ progress: 0.5, doing: "count-shared-texts" });
});

test("the queue's age is told by the database's clock", async () => {
  await db
    .insert(queues)
    .values({ projectId, generation: 3, publishedAt: sql`now() - interval '4 seconds'` });
  const { queue } = await panel();
  expect(queue!.generation).toBe(3);
  expect(queue!.ageSeconds).toBeGreaterThanOrEqual(4);
  expect(queue!.ageSeconds).toBeLessThan(10);
});

test("an encoding shows how far it is; its failure is over once a newer one succeeds", async () => {
  await enqueue(db, "encode", { projectId });
  await addEncoding("running");
  expect((await panel()).worker.encoding).toEqual({ progress: 0.5, doing: "count-shared-texts" });
  await db.update(encodings).set({ state: "failed", error: "Out of memory.", finishedAt: sql`now()` });
  expect((await panel()).worker).toMatchObject({ encoding: null, lastError: { kind: "encode" } });
  const isOver = async () => (await panel()).worker.lastError!.isOver;
  expect(await isOver()).toBe(false);
  await addEncoding("done");
  expect(await isOver()).toBe(true);
});
