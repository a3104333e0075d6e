import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { readProgress } from "@/db/queries/progress";
import { readHoldoutSamples, readQuality } from "@/db/queries/quality";
import { leases } from "@/db/schema/labeling";
import { labelClasses, projects } from "@/db/schema/projects";
import { measurements, modelVersions } from "@/db/schema/rounds";
import { takeLeases } from "@/lib/labeling/take-leases";
import type { WorkerContext } from "@/workers/context";
import { handleOutlook } from "@/workers/handle-outlook";
import { handleRandom } from "@/workers/handle-random";
import type { RandomRequest } from "@/workers/model-thread-protocol";
import type { ArrangedProject } from "../../setup/arrange-project";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";
import { encodingHelpers } from "../encodings/encoding-helpers";

describe("what is measured between rounds", () => {
  let db: Db;
  let worker: WorkerContext;
  let project: ArrangedProject;
  let projectId: string;

  beforeAll(async () => {
    ({ db } = await createTestDatabase());
    worker = createInProcessWorker(db);
    const { arrangeEncoded, labelNext, runRound } = encodingHelpers(db, worker);
    project = await arrangeEncoded(600);
    projectId = project.projectId;
    await db
      .update(projects)
      .set({ holdoutQuota: 0.5, target: 0.5, hourlyRate: 36, currency: "EUR", holdoutWidth: 0.05 })
      .where(eq(projects.id, projectId));
    for (let round = 0; round < 8; round++) {
      await labelNext(project, 20);
      await runRound(project);
    }
    await handleOutlook(worker, { projectId });
  }, 120_000);

  /** Runs the job; what its thread was asked. */
  async function measureRandom(): Promise<RandomRequest[]> {
    const { random } = worker.threads;
    const requests: RandomRequest[] = [];
    const shares: number[] = [];
    const call: typeof random.call = async (request) => {
      if (request.kind === "random") requests.push(request);
      return random.call(request, (share) => shares.push(share));
    };
    await handleRandom(
      { ...worker, threads: { ...worker.threads, random: { ...random, call } } },
      { projectId },
    );
    if (requests.length > 0) expect(shares.at(-1)).toBeCloseTo(1, 9);
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
    expect(shares.filter((share) => share > 1 - 1e-9).length).toBeLessThanOrEqual(1);
    return requests;
  }

  it("is nothing before the first model", async () => {
    const { arrangeEncoded } = encodingHelpers(db, worker);
    const cold = await arrangeEncoded(20);
    await handleOutlook(worker, cold);
    await handleRandom(worker, cold);
    const progress = (await readProgress(db, cold.projectId))!;
    expect(progress).toMatchObject({
      labelsSpent: 0,
      curve: [],
      random: [],
      randomMeasured: null,
      forecast: { kind: "noTarget" },
      advice: { kind: "cannotTell" },
      saved: { accuracy: { kind: "tooEarly", holdoutNeeded: null } },
    });
    expect(await readQuality(db, cold.projectId)).toMatchObject({
      modelNumber: null,
      perClass: [],
      diagnosis: null,
    });
  });

  it("tells the curve with intervals, all on today's holdout, and a target that is met", async () => {
    const progress = (await readProgress(db, projectId))!;
    expect(progress.labelsSpent).toBe(160);
    expect(progress.curve.map(({ labelsSpent }) => labelsSpent)).toEqual([
      20, 40, 60, 80, 100, 120, 140, 160,
    ]);
    for (const { scores, holdoutCount } of progress.curve) {
      expect(holdoutCount).toBe(progress.holdout.plainLabels);
      expect(scores.accuracy.low).toBeLessThan(scores.accuracy.value + 1e-9);
      expect(scores.accuracy.high).toBeGreaterThan(scores.accuracy.value - 1e-9);
    }
    expect(progress.forecast).toEqual({ kind: "reached" });
    expect(progress.advice.kind).toBe("targetMet");
    expect(progress.holdout.labelsForAskedWidth).toBeGreaterThan(20);
    const { high, low } = progress.curve.at(-1)!.scores.accuracy;
    expect(progress.holdout.width).toBeCloseTo(high! - low!, 6);
  });

  it("gives labels a price by the median pace and the lead's rate", async () => {
    const { advice, secondsPerLabel } = (await readProgress(db, projectId))!;
    expect(secondsPerLabel).toBeGreaterThan(0);
    expect(advice.priceOfHundred).toBeCloseTo((100 * secondsPerLabel! * 36) / 3600, 9);
  });

  it("forgets a forecast of another target until it is made anew", async () => {
    await db.update(projects).set({ target: 0.999 }).where(eq(projects.id, projectId));
    expect((await readProgress(db, projectId))!.forecast).toEqual({ kind: "measuring" });
    await handleOutlook(worker, { projectId });
    const [stored] = await db
      .select()
      .from(measurements)
      .where(and(eq(measurements.projectId, projectId), eq(measurements.kind, "outlook")));
    expect(stored!.result).toMatchObject({ kind: "outlook", target: 0.999 });
  });

  it("says that the budget is spent only while it is, whatever people hold samples for", async () => {
    const adviceWith = async (budget: number | null) => {
      await db.update(projects).set({ budget }).where(eq(projects.id, projectId));
      return (await readProgress(db, projectId))!.advice.kind;
    };
    await adviceWith(165);
    const given = { projectId, annotatorId: project.userId, holding: [], count: 20 };
    const samples = await takeLeases(db, given, () => 0.5);
    expect(samples.samples).toHaveLength(5);
    await handleOutlook(worker, { projectId });
    const advised = await adviceWith(165);
    expect(advised).not.toBe("budgetSpent");
    expect(await adviceWith(160)).toBe("budgetSpent");
    await handleOutlook(worker, { projectId });
    expect(await adviceWith(1_000)).toBe(advised);
    expect(await adviceWith(null)).toBe(advised);
    await db.delete(leases).where(eq(leases.projectId, projectId));
  });

  it("tells of each class how well it is told apart, and opens the samples of a confusion", async () => {
    const quality = await readQuality(db, projectId);
    expect(quality.perClass.map(({ labelClassId }) => labelClassId).sort()).toEqual(
      [...project.labelClassIds].sort(),
    );
    for (const { support, found, predicted, expectedF1, simultaneousF1 } of quality.perClass) {
      expect(found).toBeLessThanOrEqual(Math.min(support, predicted));
      expect(expectedF1! >= simultaneousF1!.low! && expectedF1! <= simultaneousF1!.high!).toBe(true);
    }
    const bins = quality.calibration;
    const off = bins.reduce((sum, one) => sum + one.count * Math.abs(one.confidence - one.accuracy.value), 0);
    expect(quality.calibrationError).toBeCloseTo(off / quality.holdoutCount, 9);
    expect(quality.calibrationByChance!.error).toBeGreaterThan(0);
    const cells = quality.confusion!.flat();
    expect(cells.reduce((sum, count) => sum + count, 0)).toBe(quality.holdoutCount);
    const [first] = project.labelClassIds;
    const samples = await readHoldoutSamples(db, projectId, { labeled: first!, predicted: first! });
    expect(samples).toHaveLength(quality.confusion![0]![0]!);
    const parity = samples.map(({ sampleId }) => project.sampleIds.indexOf(sampleId) % 2);
    expect(new Set(parity)).toEqual(new Set([0]));
  });

  it("measures random labeling, and says what holds the model back", async () => {
    const before = (await readQuality(db, projectId)).diagnosis!;
    expect([before.trainingAccuracy, before.spread, before.trainingMeasured]).toEqual([null, null, null]);
    expect(before.notKnown).toEqual(["memorising", "variance"]);
    const [newest] = await db
      .select()
      .from(modelVersions)
      .where(and(eq(modelVersions.projectId, projectId), eq(modelVersions.number, 8)));
    const { trainingLabels } = newest!;
    // Given since the newest model was trained: spent, and none of what it learned from.
    await encodingHelpers(db, worker).labelNext(project, 20);
    const pin = (pinnedModelVersionId: string | null) =>
      db.update(projects).set({ pinnedModelVersionId }).where(eq(projects.id, projectId));
    await pin(newest!.id);
    expect(await measureRandom()).toEqual([]);
    await pin(null);
    const [request, ...others] = await measureRandom();
    expect(others).toEqual([]);
    expect(request).toMatchObject({ labelsSpent: 160, labels: { importedLabels: [] } });
    expect(request!.labels.trainingLabels).toHaveLength(trainingLabels);
    expect(request!.holdoutShare).toBeCloseTo(request!.labels.holdoutLabels.length / 180, 12);
    // A round that ended meanwhile has asked for it, too.
    expect(await measureRandom()).toEqual([]);
    // Until the finding is found anew it does not know of it.
    expect((await readQuality(db, projectId)).diagnosis!.notKnown).toEqual(["memorising", "variance"]);
    await handleOutlook(worker, { projectId });
    const { perClass } = await readQuality(db, projectId);
    expect(perClass.reduce((sum, one) => sum + one.trainingLabels, 0)).toBe(trainingLabels);
    const progress = (await readProgress(db, projectId))!;
    expect(progress.randomMeasured!.labelsSpent).toBe(160);
    expect(progress.random.length).toBeGreaterThanOrEqual(2);
    for (const { labelsSpent, trainingLabels, scores } of progress.random) {
      expect(labelsSpent).toBeGreaterThan(trainingLabels);
      expect(scores.accuracy.low).toBeLessThanOrEqual(scores.accuracy.value);
    }
    const { diagnosis } = await readQuality(db, projectId);
    expect(diagnosis!.trainingAccuracy).toBeGreaterThan(0.9);
    expect(diagnosis!.spread!.resamples).toBe(4);
    expect(diagnosis!.trainingMeasured).toEqual({ modelNumber: 8, labelsSpent: 160 });
    expect(diagnosis!.notKnown).toEqual([]);
    expect(diagnosis!.finding).toBe("healthy");
  }, 120_000);

  it("keeps what only the newest model and those far enough before it say of the pool", async () => {
    const models = await db.select().from(modelVersions).where(eq(modelVersions.projectId, projectId));
    const kept = models.filter(({ poolSummaryBlob }) => poolSummaryBlob !== null);
    expect(kept.map(({ number }) => number).sort()).toEqual([4, 5, 6, 7, 8]);
    for (const { poolSummaryBlob } of kept) expect(await worker.blobs.has(poolSummaryBlob!)).toBe(true);
  });

  it("compares models 20 labels apart, and none where a round removes what one says meanwhile", async () => {
    await handleOutlook(worker, { projectId });
    expect((await readProgress(db, projectId))!.advice.stability).toBeGreaterThan(0.5);
    const [model] = await db
      .select()
      .from(modelVersions)
      .where(and(eq(modelVersions.projectId, projectId), eq(modelVersions.number, 7)));
    await worker.blobs.remove(model!.poolSummaryBlob!);
    await handleOutlook(worker, { projectId });
    const { advice, curve } = (await readProgress(db, projectId))!;
    expect(advice.stability).toBeNull();
    expect(curve).toHaveLength(8);
  });

  it("is no more told once the classes are others", async () => {
    await db
      .update(labelClasses)
      .set({ archivedAt: new Date() })
      .where(eq(labelClasses.id, project.labelClassIds[1]!));
    expect((await readQuality(db, projectId)).modelNumber).toBeNull();
    const progress = (await readProgress(db, projectId))!;
    expect([progress.random, progress.curve]).toEqual([[], []]);
  });
});
