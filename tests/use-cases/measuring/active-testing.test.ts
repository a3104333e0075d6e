import { and, eq, inArray } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { readProgress } from "@/db/queries/progress";
import { annotations, leases } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { measurements } from "@/db/schema/rounds";
import { newId } from "@/lib/ids";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { takeLeases } from "@/lib/labeling/take-leases";
import { isForActiveTesting, PLAIN_FIRST } from "@/lib/learning/active-testing/active-pool";
import { createRandom } from "@/lib/learning/random";
import { updateProject } from "@/lib/projects/update-project";
import { readLabels } from "@/lib/rounds/read-labels";
import { readRoundFacts } from "@/lib/rounds/read-round-facts";
import type { WorkerContext } from "@/workers/context";
import { handleOutlook } from "@/workers/handle-outlook";
import {
  type ArrangedProject,
  arrangeLabels,
  arrangeMoreTexts,
  arrangeProject,
} from "../../setup/arrange-project";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";
import { encodingHelpers, textsOf } from "../encodings/encoding-helpers";
import { arrangeMember } from "../labeling/arrange";

const { next: random } = createRandom(1);

describe("active testing of the holdout", () => {
  let db: Db;
  let worker: WorkerContext;
  let project: ArrangedProject;
  let projectId: string;
  const rowOf = (sampleId: number) => project.sampleIds.indexOf(sampleId);

  /** Every fourth sample is of the other class than its words say: what no model can know. */
  async function answer(sampleId: number, annotatorId: string): Promise<void> {
    const row = rowOf(sampleId);
    const labelClassId = project.labelClassIds[(row + Number(row % 8 < 2)) % 2]!;
    const input = { action: "label" as const, sampleId, labelClassId, seconds: 1 };
    await recordAnnotation(db, { id: newId(), projectId, annotatorId, source: "annotator", input });
  }

  async function labelNext(count: number): Promise<void> {
    const asked = { projectId, annotatorId: project.userId, count, holding: [] };
    const { samples } = await takeLeases(db, asked, random);
    expect(samples).toHaveLength(count);
    for (const { sampleId } of samples) await answer(sampleId, project.userId);
  }

  const drawn = () =>
    db
      .select()
      .from(annotations)
      .where(and(eq(annotations.projectId, projectId), eq(annotations.slot, "holdout")))
      .orderBy(annotations.sequence);
  const runRound = () => encodingHelpers(db, worker).runRound(project);

  beforeAll(async () => {
    ({ db } = await createTestDatabase());
    worker = createInProcessWorker(db);
    project = await encodingHelpers(db, worker).arrangeEncoded(1_200);
    projectId = project.projectId;
    await updateProject(db, projectId, { holdoutQuota: 0.5, holdoutSampling: "active" });
    // Some of the reserve is known from a file.
    const facts = (await readRoundFacts(db, projectId, 0))!;
    const known = [...facts.holdoutReserve].slice(100, 140);
    await arrangeLabels(
      db,
      project,
      known.map((row) => ({ row, classIndex: row % 2, slot: "imported" as const })),
    );
    for (let round = 0; round < 8; round++) {
      await runRound();
      await labelNext(40);
    }
    await runRound();
    await handleOutlook(worker, { projectId });
  }, 240_000);

  it("begins when there are plain labels enough to measure all else on", async () => {
    const strategies = (await drawn()).map(({ strategy }) => strategy);
    const plain = strategies.lastIndexOf("random") + 1;
    expect(strategies.slice(0, plain).every((strategy) => strategy === "random")).toBe(true);
    expect(plain).toBeGreaterThanOrEqual(PLAIN_FIRST);
    // A round begins after so many labels: those of its queue are still plain.
    expect(plain).toBeLessThan(PLAIN_FIRST + 20);
    expect(strategies.slice(plain).every((strategy) => strategy === "active-testing")).toBe(true);
  });

  it("draws from its half of the reserve, with what is true of each draw, and keeps it apart", async () => {
    const all = await drawn();
    const active = all.filter(({ strategy }) => strategy === "active-testing");
    expect(active.length).toBeGreaterThan(60);
    for (const { sampleId, propensity } of active) {
      expect(isForActiveTesting(1, rowOf(sampleId))).toBe(true);
      expect(propensity).toBeGreaterThan(0);
      expect(propensity).toBeLessThan(1);
    }
    const { holdoutLabels, activeLabels, trainingLabels } = await readLabels(db, projectId, 1_200);
    expect(activeLabels).toHaveLength(active.length);
    expect(holdoutLabels).toHaveLength(all.length - active.length);
    const trained = new Set(trainingLabels.map(({ row }) => row));
    expect(activeLabels.filter(({ label }) => trained.has(label.row))).toEqual([]);
    // Nothing was left unanswered, so that each draw left one fewer, across all generations.
    const facts = (await readRoundFacts(db, projectId, 0))!;
    expect(activeLabels.map(({ left }) => left)).toEqual(
      activeLabels.map((_, i) => facts.holdoutReserve.length + activeLabels.length - i),
    );
  });

  it("tells the accuracy by its draws beside that of the random ones", async () => {
    const progress = (await readProgress(db, projectId))!;
    const plain = (await drawn()).filter(({ strategy }) => strategy === "random");
    expect(progress.curve.at(-1)!.holdoutCount).toBe(plain.length);
    expect(progress.holdout.sampling).toBe("active");
    const { accuracy, labels } = progress.holdout.active!;
    expect(labels).toBe((await drawn()).length - plain.length);
    // A quarter of the labels is wrong.
    expect(accuracy.low).toBeLessThan(0.75);
    expect(accuracy.high).toBeGreaterThan(0.75);
    expect(progress.holdout).toMatchObject({ plainLabels: plain.length, activeLabels: labels });
    const { activeWidth } = (await readRoundFacts(db, projectId, 0))!;
    expect(activeWidth).toBeCloseTo(accuracy.high! - accuracy.low!, 9);
  });

  it("counts as plain only what was drawn at random while nothing has looked ahead", async () => {
    const [outlook] = await db
      .delete(measurements)
      .where(and(eq(measurements.projectId, projectId), eq(measurements.kind, "outlook")))
      .returning();
    const { holdout } = (await readProgress(db, projectId))!;
    const plain = (await drawn()).filter(({ strategy }) => strategy === "random");
    expect(holdout.plainLabels).toBe(plain.length);
    await db.insert(measurements).values(outlook!);
  });

  it("does not take an answer of which nobody can say how it was drawn for a random draw", async () => {
    const before = await readLabels(db, projectId, 1_200);
    const other = await arrangeMember(db, projectId, "annotator");
    const asked = { projectId, annotatorId: project.userId, count: 20, holding: [] };
    const { samples } = await takeLeases(db, asked, random);
    const held = await db
      .select()
      .from(leases)
      .where(and(eq(leases.projectId, projectId), eq(leases.strategy, "active-testing")));
    expect(samples.length).toBeGreaterThan(held.length);
    const [late, answeredTwice] = held.map(({ sampleId }) => sampleId);
    // Another took both samples meanwhile, and answers the one only.
    await db
      .update(leases)
      .set({ annotatorId: other })
      .where(inArray(leases.sampleId, [late!, answeredTwice!]));
    await answer(late!, project.userId);
    await answer(answeredTwice!, project.userId);
    await answer(answeredTwice!, other);
    const after = await readLabels(db, projectId, 1_200);
    expect(after.holdoutLabels).toHaveLength(before.holdoutLabels.length);
    const active = after.activeLabels.map(({ label }) => label.row);
    expect(active).toHaveLength(before.activeLabels.length + 1);
    expect(active).toContain(rowOf(answeredTwice!));
    expect(after.trainingLabels.map(({ row }) => row)).not.toContain(rowOf(late!));
    expect(after.trainingLabels).toHaveLength(before.trainingLabels.length);
  });

  it("tells its accuracy, by which it stops, also where no random draw has a label that counts", async () => {
    await db.delete(leases).where(eq(leases.projectId, projectId));
    const told = (await readProgress(db, projectId))!.holdout.active!;
    for (const { id, strategy } of await drawn()) {
      if (strategy !== "random") continue;
      const input = { action: "undo" as const, undoes: id };
      const head = { id: newId(), projectId, annotatorId: project.userId, source: "annotator" as const };
      await recordAnnotation(db, { ...head, input });
    }
    expect((await readLabels(db, projectId, 1_200)).holdoutLabels).toEqual([]);
    await updateProject(db, projectId, { holdoutWidth: 0.9 });
    await handleOutlook(worker, { projectId });
    const { active } = (await readProgress(db, projectId))!.holdout;
    expect(active!.labels).toBeGreaterThan(told.labels);
  });

  it("goes back to random draws of the other half only", async () => {
    await updateProject(db, projectId, { holdoutSampling: "uniform", holdoutWidth: null });
    await db.delete(leases).where(eq(leases.projectId, projectId));
    const before = new Set((await drawn()).map(({ id }) => id));
    await runRound();
    await labelNext(20);
    const added = (await drawn()).filter(({ id }) => !before.has(id));
    expect(added.length).toBeGreaterThan(5);
    for (const { sampleId, strategy } of added) {
      expect(strategy).toBe("random");
      expect(isForActiveTesting(1, rowOf(sampleId))).toBe(false);
    }
    const [stored] = await db.select().from(projects).where(eq(projects.id, projectId));
    expect(stored!.activeTestingRows).toBe(1_200);
  });

  it("speaks for the rows that are encoded when it begins, those that wait for it cannot be drawn", async () => {
    const rowsOf = async ({ projectId: id }: ArrangedProject) => {
      await updateProject(db, id, { holdoutSampling: "active" });
      const [stored] = await db.select().from(projects).where(eq(projects.id, id));
      return stored!.activeTestingRows;
    };
    const encoded = await encodingHelpers(db, worker).arrangeEncoded(30);
    await arrangeMoreTexts(db, encoded, textsOf(30, 50));
    expect(await rowsOf(encoded)).toBe(30);
    expect(await rowsOf(await arrangeProject(db, textsOf(0, 50)))).toBe(50);
  });
});
