import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { readProgress } from "@/db/queries/progress";
import { annotations } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { measurements } from "@/db/schema/rounds";
import type { MeasuredOutlook } from "@/lib/contracts/measurements";
import { isForActiveTesting } from "@/lib/learning/active-testing/active-pool";
import { updateProject } from "@/lib/projects/update-project";
import { readLabels } from "@/lib/rounds/read-labels";
import type { WorkerContext } from "@/workers/context";
import { handleOutlook } from "@/workers/handle-outlook";
import type { ArrangedProject } from "../../setup/arrange-project";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";
import { encodingHelpers } from "../encodings/encoding-helpers";

describe("active testing of the holdout", () => {
  let db: Db;
  let worker: WorkerContext;
  let project: ArrangedProject;
  let projectId: string;

  beforeAll(async () => {
    ({ db } = await createTestDatabase());
    worker = createInProcessWorker(db);
    const { arrangeEncoded, labelNext, runRound } = encodingHelpers(db, worker);
    project = await arrangeEncoded(900);
    projectId = project.projectId;
    await updateProject(db, projectId, { holdoutQuota: 0.5 });
    await runRound(project);
    await labelNext(project, 40);
    await updateProject(db, projectId, { holdoutSampling: "active" });
    for (let round = 0; round < 3; round++) {
      await runRound(project);
      await labelNext(project, 40);
    }
    await runRound(project);
    await handleOutlook(worker, { projectId });
  }, 120_000);

  const drawn = () =>
    db
      .select()
      .from(annotations)
      .where(and(eq(annotations.projectId, projectId), eq(annotations.slot, "holdout")));

  it("draws from its half of the reserve, with the propensity of each draw, and keeps it apart", async () => {
    const all = await drawn();
    const active = all.filter(({ strategy }) => strategy === "active-testing");
    expect(active.length).toBeGreaterThan(40);
    for (const { sampleId, propensity } of active) {
      expect(isForActiveTesting(1, project.sampleIds.indexOf(sampleId))).toBe(true);
      expect(propensity).toBeGreaterThan(0);
      expect(propensity).toBeLessThan(1);
    }
    const { holdoutLabels, activeLabels, trainingLabels } = await readLabels(db, projectId, 900);
    expect(activeLabels).toHaveLength(active.length);
    expect(holdoutLabels).toHaveLength(all.length - active.length);
    const trained = new Set(trainingLabels.map(({ row }) => row));
    expect(activeLabels.filter(({ label }) => trained.has(label.row))).toEqual([]);
  });

  it("leaves the plain holdout to the random draws of before", async () => {
    const progress = (await readProgress(db, projectId))!;
    const plain = (await drawn()).filter(({ strategy }) => strategy === "random");
    expect(progress.curve.at(-1)!.holdoutCount).toBe(plain.length);
    expect(progress.holdout.sampling).toBe("active");
    expect(progress.holdout.plainLabels).toBe(plain.length);
    const active = {
      accuracy: { value: 0.9, low: 0.85, high: 0.95 },
      ...{ labels: 60, plainLabels: 95 },
    };
    const outlook = and(eq(measurements.projectId, projectId), eq(measurements.kind, "outlook"));
    const [stored] = await db.select().from(measurements).where(outlook);
    await db
      .update(measurements)
      .set({ result: { ...(stored!.result as MeasuredOutlook), active } })
      .where(outlook);
    const { holdout } = (await readProgress(db, projectId))!;
    expect([holdout.plainLabels, holdout.activeLabels]).toEqual([plain.length, 60]);
  });

  it("counts as plain only what was drawn at random while nothing has looked ahead", async () => {
    const [outlook] = await db
      .delete(measurements)
      .where(and(eq(measurements.projectId, projectId), eq(measurements.kind, "outlook")))
      .returning();
    const { holdout } = (await readProgress(db, projectId))!;
    const plain = (await drawn()).filter(({ strategy }) => strategy === "random");
    expect([holdout.plainLabels, holdout.activeLabels]).toEqual([plain.length, 0]);
    await db.insert(measurements).values(outlook!);
  });

  it("goes back to random draws of the other half only", async () => {
    const { labelNext, runRound } = encodingHelpers(db, worker);
    const before = new Set((await drawn()).map(({ id }) => id));
    await updateProject(db, projectId, { holdoutSampling: "uniform" });
    await runRound(project);
    await labelNext(project, 20);
    const added = (await drawn()).filter(({ id }) => !before.has(id));
    expect(added.length).toBeGreaterThan(5);
    for (const { sampleId, strategy } of added) {
      expect(strategy).toBe("random");
      expect(isForActiveTesting(1, project.sampleIds.indexOf(sampleId))).toBe(false);
    }
    const [stored] = await db.select().from(projects).where(eq(projects.id, projectId));
    expect(stored!.activeTestingRows).toBe(900);
  });
});
