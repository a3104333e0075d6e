import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { encodings, projects } from "@/db/schema/projects";
import { modelVersions } from "@/db/schema/rounds";
import { tfidfSvd } from "@/lib/learning/encoders/tfidf-svd";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { handleCompare } from "@/workers/handle-compare";
import { handleEncode } from "@/workers/handle-encode";
import {
  type ArrangedProject,
  arrangeLabels,
  arrangeMoreTexts,
  arrangeProject,
} from "../../setup/arrange-project";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";
import { encodingHelpers, textsOf } from "./encoding-helpers";

const { db } = await createTestDatabase();
const worker = createInProcessWorker(db);
const { arrangeEncoded, encodingsOf, interrupted, jobsOf, labelNext, labelsOf, liveQueue, runRound } =
  encodingHelpers(db, worker);

const compared = /^held-out log loss 0\.\d\d on \d+ labels \(tfidf-svd 0\.\d\d\)$/;

/** Training labels of rows from..to-1. */
async function label(project: ArrangedProject, from: number, to: number): Promise<void> {
  const labels = Array.from({ length: to - from }, (_, i) => ({ row: from + i, classIndex: (from + i) % 2 }));
  await arrangeLabels(db, project, labels);
}

/** As the job queue does when a job has ended. */
async function endComparison({ projectId }: ArrangedProject): Promise<void> {
  await db.execute(sql`delete from graphile_worker._private_jobs where key = ${`compare:${projectId}`}`);
}

/** The encoding in use, made by an encoder that knows no word of the pool. */
async function arrangeIgnorant(project: ArrangedProject): Promise<void> {
  const context = { kernels: createKernels(), random: createRandom(0), onProgress: () => {} };
  const fitted = await tfidfSvd.fit(async function* () {
    yield ["alpha beta", "beta gamma", "gamma alpha"];
  }, context);
  const encoderBlob = await worker.blobs.put(fitted.serialize());
  await db
    .update(encodings)
    .set({ encoder: "tfidf-svd", encoderBlob })
    .where(eq(encodings.projectId, project.projectId));
}

test("encoders are compared at 50 training labels, and again when those have doubled", async () => {
  const project = await arrangeEncoded(240);
  const [first] = await encodingsOf(project);
  expect(first).toMatchObject({
    chosenBecause: "too few labels yet, encoders are compared from 50 training labels on",
    comparedAtLabels: 0,
  });

  await label(project, 0, 49);
  await arrangeLabels(db, project, [{ row: 200, classIndex: 0, slot: "holdout" }]);
  await runRound(project);
  expect(await jobsOf(project)).not.toContain("compare");
  await label(project, 49, 50);
  await runRound(project);
  expect(await jobsOf(project)).toContain("compare");

  const [labels, queue] = [await labelsOf(project), await liveQueue(project)];
  await handleCompare(worker, project);
  await endComparison(project);
  const [same, ...others] = await encodingsOf(project);
  expect(others).toEqual([]);
  expect(same).toMatchObject({ id: first!.id, encoder: "text-cooccurrence", comparedAtLabels: 50 });
  expect(same!.chosenBecause).toMatch(compared);
  expect([await labelsOf(project), await liveQueue(project)]).toEqual([labels, queue]);

  await label(project, 50, 99);
  await runRound(project);
  expect(await jobsOf(project)).not.toContain("compare");
  await label(project, 99, 100);
  await runRound(project);
  expect(await jobsOf(project)).toContain("compare");
});

test("where samples may have several classes, encoders are compared by the rarest of each", async () => {
  const project = await arrangeEncoded(120);
  await db.update(projects).set({ task: "multi" }).where(eq(projects.id, project.projectId));
  const labels = Array.from({ length: 50 }, (_, row) => ({ row, classes: row % 2 === 0 ? [] : [1] }));
  await arrangeLabels(db, project, labels);
  await runRound(project);
  expect(await jobsOf(project)).toContain("compare");
  await handleCompare(worker, project);
  const [chosen] = await encodingsOf(project);
  expect(chosen).toMatchObject({ encoder: "text-cooccurrence", comparedAtLabels: 50 });
  expect(chosen!.chosenBecause).toMatch(compared);
});

test("a better encoder takes over, while labels, queue and rounds go on", async () => {
  const project = await arrangeEncoded(160);
  await arrangeIgnorant(project);
  await label(project, 0, 50);
  await runRound(project);
  const labels = await labelsOf(project);

  const labeling = interrupted(async (kind) => {
    if (kind !== "encode") return;
    await labelNext(project, 4);
    await runRound(project);
    const [begun, old] = await encodingsOf(project);
    expect([begun!.state, old!.state]).toEqual(["running", "done"]);
  });
  await handleCompare(labeling, project);
  const [chosen, before] = await encodingsOf(project);
  expect(before).toMatchObject({ encoder: "tfidf-svd", rowCount: 160 });
  expect(chosen).toMatchObject({
    encoder: "text-cooccurrence",
    state: "done",
    rowCount: 160,
    fittedRows: 160,
    comparedAtLabels: 50,
  });
  expect(chosen!.chosenBecause).toMatch(compared);
  expect(chosen!.sparseShardBlobs).toHaveLength(1);
  expect(await jobsOf(project)).toEqual(expect.arrayContaining(["round", "graph"]));
  expect(await labelsOf(project)).toHaveLength(labels.length + 4);
  expect(await labelsOf(project)).toEqual(expect.arrayContaining(labels));
  expect((await liveQueue(project)).length).toBeGreaterThan(0);

  await runRound(project);
  const models = await db.select().from(modelVersions).where(eq(modelVersions.projectId, project.projectId));
  const newest = models.reduce((a, b) => (b.number > a.number ? b : a));
  expect(newest.encodingId).toBe(chosen!.id);
});

test("a comparison that was cut short is made again, and changes the encoder once", async () => {
  const project = await arrangeEncoded(120);
  await arrangeIgnorant(project);
  await label(project, 0, 50);
  for (const stage of ["compare", "encode"]) {
    const killed = interrupted(async (kind) => {
      if (kind === stage) throw new Error("killed");
    });
    await expect(handleCompare(killed, project)).rejects.toThrow("killed");
  }
  await handleCompare(worker, project);
  await handleCompare(worker, project);
  const made = await encodingsOf(project);
  expect(made.map(({ encoder, state }) => [encoder, state])).toEqual([
    ["text-cooccurrence", "done"],
    ["text-cooccurrence", "failed"],
    ["tfidf-svd", "done"],
  ]);
  // Nothing but the samples that are new is encoded after it.
  const grown = await arrangeMoreTexts(db, project, textsOf(120, 125));
  await handleEncode(worker, grown);
  const [appended] = await encodingsOf(grown);
  expect(appended).toMatchObject({
    encoderBlob: made[0]!.encoderBlob,
    fittedRows: 120,
    comparedAtLabels: 50,
  });
  expect(appended!.chosenBecause).toMatch(compared);
});

test("a comparison that fails is not asked for again by every round", async () => {
  const project = await arrangeEncoded(120);
  await label(project, 0, 50);
  await runRound(project);
  const failing = interrupted(async (kind) => {
    if (kind === "compare") throw new Error("out of memory");
  });
  await expect(handleCompare(failing, project)).rejects.toThrow("out of memory");
  await endComparison(project);
  await label(project, 50, 60);
  await runRound(project);
  expect(await jobsOf(project)).not.toContain("compare");
  expect((await encodingsOf(project)).map(({ state }) => state)).toEqual(["done"]);
});

test("a pool that is learned anew gets the encoder that the labels speak for", async () => {
  const before = await arrangeEncoded(100);
  await arrangeIgnorant(before);
  await label(before, 0, 60);
  const project = await arrangeMoreTexts(db, before, textsOf(100, 130));
  const requests: string[] = [];
  await handleEncode(
    interrupted(async (kind) => void requests.push(kind)),
    project,
  );
  expect(requests).toEqual(["compare", "encode"]);
  const [refitted] = await encodingsOf(project);
  // Both were fitted anew, and know the words.
  expect(refitted).toMatchObject({ state: "done", rowCount: 130, fittedRows: 130, comparedAtLabels: 60 });
  expect(refitted!.chosenBecause).toMatch(/^held-out log loss 0\.\d\d on 60/);
  await runRound(project);
  expect(await jobsOf(project)).not.toContain("compare");
});

test("samples are encoded by the current encoder when encoders cannot be compared", async () => {
  const project = await arrangeProject(db, textsOf(0, 100));
  await label(project, 0, 60);
  const failing = interrupted(async (kind) => {
    if (kind === "compare") throw new Error("out of memory");
  });
  await handleEncode(failing, project);
  const [encoding] = await encodingsOf(project);
  expect(encoding).toMatchObject({ state: "done", encoder: "text-cooccurrence", rowCount: 100 });
});
