import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { encodings } from "@/db/schema/projects";
import { evaluations, modelVersions } from "@/db/schema/rounds";
import { readGraph } from "@/lib/encodings/graph-blob";
import { readShards } from "@/lib/encodings/shards";
import { readSparseShards } from "@/lib/encodings/sparse-shards";
import { rowOf } from "@/lib/learning/matrix";
import { handleEncode } from "@/workers/handle-encode";
import { handleGraph } from "@/workers/handle-graph";
import { arrangeMoreTexts, arrangeProject } from "../../setup/arrange-project";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";
import { encodingHelpers, textsOf } from "./encoding-helpers";

const { db } = await createTestDatabase();
const worker = createInProcessWorker(db);
const { arrangeEncoded, encodingsOf, interrupted, jobsOf, labelNext, labelsOf, liveQueue, runRound } =
  encodingHelpers(db, worker);

test("a pool that has grown by less than a fifth keeps its encoder, and its shards", async () => {
  const before = await arrangeEncoded(100);
  const project = await arrangeMoreTexts(db, before, textsOf(100, 119));
  await handleEncode(worker, project);
  const [appended, fitted] = await encodingsOf(project);
  expect(fitted).toMatchObject({ state: "done", rowCount: 100, fittedRows: 100 });
  expect(appended).toMatchObject({
    state: "done",
    rowCount: 119,
    fittedRows: 100,
    encoder: fitted!.encoder,
    encoderBlob: fitted!.encoderBlob,
  });
  expect(appended!.shardBlobs).toHaveLength(2);
  expect(appended!.shardBlobs![0]).toBe(fitted!.shardBlobs![0]);
  const embeddings = await readShards(worker.blobs, appended!.shardBlobs!, 119, appended!.dimensions!);
  for (const row of [0, 99, 100, 118]) expect(Math.hypot(...rowOf(embeddings, row))).toBeCloseTo(1, 5);
  const sparse = await readSparseShards(worker.blobs, appended!.sparseShardBlobs!, 119);
  expect(sparse.starts[119]! - sparse.starts[118]!).toBeGreaterThan(4);

  await runRound(project);
  const queue = await liveQueue(project);
  expect(queue.some((sampleId) => project.sampleIds.indexOf(sampleId) >= 100)).toBe(true);
});

test("a pool that has grown by a fifth is learned anew, and labels, queue and curve survive", async () => {
  const before = await arrangeEncoded(100);
  for (let i = 0; i < 3; i++) {
    await labelNext(before, 12);
    await runRound(before);
  }
  const [labels, queue] = [await labelsOf(before), await liveQueue(before)];
  const measured = await db.select().from(evaluations).where(eq(evaluations.projectId, before.projectId));
  expect(measured.length).toBeGreaterThan(1);

  const project = await arrangeMoreTexts(db, before, textsOf(100, 120));
  // While the encoder learns, the queue serves on and rounds go on with the embeddings of before.
  const labeling = interrupted(async (kind) => {
    if (kind !== "encode") return;
    await labelNext(project, 2);
    await runRound(project);
  });
  await handleEncode(labeling, project);
  const [refitted, first] = await encodingsOf(project);
  expect(refitted).toMatchObject({ state: "done", rowCount: 120, fittedRows: 120 });
  expect(refitted!.encoderBlob).not.toBe(first!.encoderBlob);
  expect(await labelsOf(project)).toEqual(expect.arrayContaining(labels));
  expect(await labelsOf(project)).toHaveLength(38);
  expect((await liveQueue(project)).length).toBeGreaterThan(0);
  expect(queue.length).toBeGreaterThan(0);

  await labelNext(project, 4);
  await runRound(project);
  const models = await db
    .select()
    .from(modelVersions)
    .innerJoin(evaluations, eq(evaluations.modelVersionId, modelVersions.id))
    .where(eq(modelVersions.projectId, project.projectId))
    .orderBy(desc(modelVersions.number));
  const newest = models[0]!;
  expect(newest.model_versions).toMatchObject({ encodingId: refitted!.id, labelsSpent: 42 });
  expect(new Set(models.map((one) => one.model_versions.encodingId)).size).toBe(2);
  // Models of the earlier encoding are measured on the same holdout labels: those on rows that they knew.
  const holdout = (await labelsOf(project)).filter(({ slot }) => slot === "holdout");
  const known = holdout.filter(({ sample_id }) => project.sampleIds.indexOf(Number(sample_id)) < 100);
  expect(newest.evaluations.holdoutCount).toBe(holdout.length);
  for (const { model_versions: model, evaluations: evaluation } of models.slice(1)) {
    const rows = model.encodingId === refitted!.id ? holdout : known;
    expect(evaluation.holdoutCount).toBe(rows.length);
  }
});

test("growth is counted from the rows the encoder has learned from, however many imports it took", async () => {
  let project = await arrangeEncoded(100);
  for (const to of [110, 119, 125]) {
    project = await arrangeMoreTexts(db, project, textsOf(project.sampleIds.length, to));
    await handleEncode(worker, project);
  }
  const made = await encodingsOf(project);
  expect(made.map(({ rowCount, fittedRows }) => [rowCount, fittedRows])).toEqual([
    [125, 125],
    [119, 100],
    [110, 100],
    [100, 100],
  ]);
});

test("rows that cannot be appended, since the stored encoder cannot be read, are learned with a new one", async () => {
  const before = await arrangeEncoded(100);
  const broken = await worker.blobs.put(Buffer.from("not an encoder"));
  await db.update(encodings).set({ encoderBlob: broken }).where(eq(encodings.projectId, before.projectId));
  const project = await arrangeMoreTexts(db, before, textsOf(100, 101));
  await expect(handleEncode(worker, project)).rejects.toThrow();
  await handleEncode(worker, project);
  const [fitted, failed] = await encodingsOf(project);
  expect(failed).toMatchObject({ state: "failed", fittedRows: 100, rowCount: 101 });
  expect(fitted).toMatchObject({ state: "done", fittedRows: 101, rowCount: 101 });
});

test("the graph comes after the embeddings, once, and also when the worker was killed in between", async () => {
  const project = await arrangeProject(db, textsOf(0, 40));
  await handleEncode(worker, project);
  expect(await jobsOf(project)).toContain("graph");
  const killed = interrupted(async (kind) => {
    if (kind !== "graph") return;
    const [encoding] = await encodingsOf(project);
    expect(encoding).toMatchObject({ state: "done", graphBlob: null, doing: "find-neighbours" });
    await runRound(project);
    throw new Error("killed");
  });
  await expect(handleGraph(killed, project)).rejects.toThrow("killed");
  expect((await liveQueue(project)).length).toBeGreaterThan(0);
  const [without] = await encodingsOf(project);
  expect(without).toMatchObject({ state: "done", graphBlob: null, doing: "" });

  await handleGraph(worker, project);
  const [encoding, ...others] = await encodingsOf(project);
  expect(others).toEqual([]);
  const graph = await readGraph(worker.blobs, encoding!.graphBlob!);
  expect([graph.rows, graph.neighbours.length]).toEqual([40, 40 * graph.k]);

  const requests: string[] = [];
  const watched = interrupted(async (kind) => void requests.push(kind));
  await handleGraph(watched, project);
  await handleEncode(watched, project);
  expect(requests).toEqual([]);
  await runRound(project);
});

test("embeddings that new samples have outgrown get no graph, those that cover them do", async () => {
  const before = await arrangeProject(db, textsOf(0, 100));
  await handleEncode(worker, before);
  const project = await arrangeMoreTexts(db, before, textsOf(100, 101));
  await handleGraph(worker, project);
  await handleEncode(worker, project);
  await handleGraph(worker, project);
  expect((await encodingsOf(project)).map(({ graphBlob }) => graphBlob !== null)).toEqual([true, false]);
});
