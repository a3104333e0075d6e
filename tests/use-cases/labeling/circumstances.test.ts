import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createDb } from "@/db/client";
import { projects } from "@/db/schema/projects";
import type { AnnotationRequest } from "@/lib/contracts/labeling";
import { giveBackLeases } from "@/lib/labeling/give-back-leases";
import { updateProject } from "@/lib/projects/update-project";
import { createTestDatabase } from "../../setup/test-database";
import {
  type ArrangedBench,
  arrangeBench,
  arrangeCandidates,
  arrangeMember,
  idsOf,
  leasesOf,
  publish,
  record,
  storedAnnotations,
  take,
} from "./arrange";

const { db, url } = await createTestDatabase();

function labelOf(project: ArrangedBench, sampleId: number, position = 0) {
  return { action: "label", sampleId, labelClassId: project.classIds[position]!, seconds: 1 } as const;
}

function rejectOf(project: ArrangedBench, sampleId: number, position: number) {
  const labelClassId = project.classIds[position]!;
  return { action: "reject", sampleId, labelClassId, seconds: 1, screen: "binary" } as const;
}

describe("a paused project", () => {
  const pause = (project: ArrangedBench, pausedAt: Date | null) =>
    db.update(projects).set({ pausedAt }).where(eq(projects.id, project.projectId));

  test("hands out nothing, renews what is held, takes answers, and goes on when it is resumed", async () => {
    const project = await arrangeBench(db);
    const [held, second] = (await idsOf(take(db, project, 2))) as [number, number];
    await pause(project, new Date());
    const kept = await take(db, project, 6, { holding: [held] });
    expect(kept).toMatchObject({ samples: [], renewed: [{ sampleId: held }], empty: null });
    await record(db, project, labelOf(project, held));
    const nothing = { samples: [], renewed: [], empty: { reason: "paused", until: null } };
    expect(await take(db, project, 6)).toEqual(nothing);
    await pause(project, null);
    expect(await idsOf(take(db, project, 2, { holding: [second] }))).toHaveLength(1);
  });

  test("an undo still brings the sample back", async () => {
    const project = await arrangeBench(db);
    const [sampleId] = await idsOf(take(db, project, 1));
    const { id } = await record(db, project, labelOf(project, sampleId!));
    await pause(project, new Date());
    expect((await record(db, project, { action: "undo", undoes: id })).sample?.sampleId).toBe(sampleId);
  });
});

describe("a project with a budget", () => {
  const readPause = async ({ projectId }: ArrangedBench) => {
    const [project] = await db.select().from(projects).where(eq(projects.id, projectId));
    return { isPaused: project!.pausedAt !== null, pausedBy: project!.pausedBy };
  };

  test("hands out no more than it has left, and pauses by itself once that is labeled", async () => {
    const project = await arrangeBench(db, { project: { budget: 2 } });
    const held = await idsOf(take(db, project, 6));
    expect(held).toHaveLength(2);
    const other = await arrangeMember(db, project.projectId, "annotator");
    expect((await take(db, project, 6, { as: other })).empty).toMatchObject({ reason: "budget-leased" });
    await record(db, project, labelOf(project, held[0]!));
    expect(await readPause(project)).toEqual({ isPaused: false, pausedBy: null });
    await record(db, project, labelOf(project, held[1]!));
    expect(await readPause(project)).toEqual({ isPaused: true, pausedBy: "budget" });
    expect((await take(db, project, 6, { as: other })).empty).toEqual({
      reason: "budget-spent",
      until: null,
    });
  });

  test("hands out no more than it has left to annotators who ask at the same instant", async () => {
    const project = await arrangeBench(db, { samples: 30, project: { budget: 5 } });
    const others = await Promise.all([1, 2, 3].map(() => arrangeMember(db, project.projectId, "annotator")));
    const asking = [project.annotatorId, ...others];
    const held = (await Promise.all(asking.map((as) => idsOf(take(db, project, 5, { as }))))).flat();
    expect(held.length).toBeLessThanOrEqual(5);
    // Who was left with nothing between them asks again.
    for (const as of asking) held.push(...(await idsOf(take(db, project, 5, { as }))));
    expect(held).toHaveLength(5);
    const { rows } = await db.execute(sql`select from leases where project_id = ${project.projectId}`);
    expect(rows).toHaveLength(5);
  });

  test("pauses when the lead lowers the budget below what is spent", async () => {
    const project = await arrangeBench(db, { project: { budget: 5 } });
    for (const sampleId of project.sampleIds.slice(0, 2))
      await record(db, project, labelOf(project, sampleId));
    await updateProject(db, project.projectId, { budget: 2 });
    expect(await readPause(project)).toEqual({ isPaused: true, pausedBy: "budget" });
  });

  test("goes on when a label is taken back or the budget is raised, and not before", async () => {
    const project = await arrangeBench(db, { project: { budget: 1 } });
    const { projectId } = project;
    const [first] = await idsOf(take(db, project, 1));
    const { id } = await record(db, project, labelOf(project, first!));
    await record(db, project, { action: "undo", undoes: id });
    expect(await readPause(project)).toEqual({ isPaused: false, pausedBy: null });
    await record(db, project, labelOf(project, first!));
    await expect(updateProject(db, projectId, { isPaused: false })).rejects.toMatchObject({
      code: "budget_spent",
    });
    await updateProject(db, projectId, { budget: 3 });
    expect(await readPause(project)).toEqual({ isPaused: false, pausedBy: null });
    expect(await idsOf(take(db, project, 6))).toHaveLength(2);
  });

  test("that its lead paused stays paused, whatever is labeled or taken back", async () => {
    const project = await arrangeBench(db, { project: { budget: 1 } });
    const [first] = await idsOf(take(db, project, 1));
    const { id } = await record(db, project, labelOf(project, first!));
    await updateProject(db, project.projectId, { isPaused: true });
    expect(await readPause(project)).toEqual({ isPaused: true, pausedBy: "lead" });
    await record(db, project, { action: "undo", undoes: id });
    expect(await readPause(project)).toEqual({ isPaused: true, pausedBy: "lead" });
    await record(db, project, labelOf(project, first!));
    expect(await readPause(project)).toEqual({ isPaused: true, pausedBy: "lead" });
    expect((await take(db, project, 6)).empty).toEqual({ reason: "paused", until: null });
  });
});

test("where a sample may have several classes, a single class is enough to label", async () => {
  const multi = { task: "multi" } as const;
  const project = await arrangeBench(db, { classes: ["Urgent"], project: multi });
  expect(await idsOf(take(db, project, 2))).toEqual(project.sampleIds.slice(0, 2));
  const none = await arrangeBench(db, { classes: ["Urgent"], project: multi });
  await db.execute(sql`update label_classes set archived_at = now() where project_id = ${none.projectId}`);
  expect((await take(db, none, 2)).empty?.reason).toBe("no-classes");
});

test("with all left only rejected, nobody is told that everything is done", async () => {
  const project = await arrangeBench(db, { samples: 1 });
  const [sampleId] = project.sampleIds as [number];
  await record(db, project, rejectOf(project, sampleId, 0));
  await publish(db, project.projectId, []);
  expect((await take(db, project, 1)).empty?.reason).toBe("preparing");
});

describe("asked whether samples are of one class", () => {
  test("those that the model believes to be come first, then the queue; the guess is not told", async () => {
    const project = await arrangeBench(db, { project: { suggestions: "shown" } });
    const [a, b, c, , e, f] = project.sampleIds as [number, number, number, number, number, number];
    const modelVersionId = await arrangeCandidates(db, project, 1, [f, e]);
    const taken = await take(db, project, 5, { labelClassId: project.classIds[1]! });
    expect(taken.samples.map(({ sampleId }) => sampleId)).toEqual([f, e, a, b, c]);
    expect(taken.samples.every(({ suggestion }) => suggestion === null)).toBe(true);
    await record(db, project, { ...labelOf(project, f, 1), screen: "binary" });
    await record(db, project, { ...labelOf(project, a, 1), screen: "binary" });
    expect(await storedAnnotations(db, project)).toMatchObject([
      { slot: "query", strategy: "binary", propensity: 1, score: expect.closeTo(0.9), modelVersionId },
      { slot: "explore", strategy: "random", propensity: 0.25 },
    ]);
  });

  test("a cold project hands out its queue", async () => {
    const project = await arrangeBench(db);
    expect(await idsOf(take(db, project, 3, { labelClassId: project.classIds[1]! }))).toEqual(
      project.sampleIds.slice(0, 3),
    );
  });

  test("what somebody said not to be of it is not asked again, but stays open for other questions", async () => {
    const project = await arrangeBench(db, { samples: 3 });
    const other = await arrangeMember(db, project.projectId, "annotator");
    const [first, second, third] = project.sampleIds as [number, number, number];
    await arrangeCandidates(db, project, 1, [first, second]);
    await record(db, project, rejectOf(project, first, 1), { as: other });
    const labelClassId = project.classIds[1]!;
    expect(await idsOf(take(db, project, 3, { labelClassId }))).toEqual([second, third]);
    expect(await idsOf(take(db, project, 3, { as: other, labelClassId: project.classIds[2]! }))).toEqual([
      first,
    ]);
  });

  test("where a sample may have several classes, what somebody said yes or no to is not asked again", async () => {
    const project = await arrangeBench(db, { samples: 4, project: { task: "multi" } });
    const other = await arrangeMember(db, project.projectId, "annotator");
    const [first, second, third, fourth] = project.sampleIds as [number, number, number, number];
    await arrangeCandidates(db, project, 1, [second, first, third]);
    await record(db, project, { ...rejectOf(project, first, 1), action: "accept" }, { as: other });
    const { id } = await record(db, project, rejectOf(project, second, 1), { as: other });
    const labelClassId = project.classIds[1]!;
    expect(await idsOf(take(db, project, 4, { labelClassId }))).toEqual([third, fourth]);
    expect(await idsOf(take(db, project, 4, { as: other, labelClassId: project.classIds[2]! }))).toEqual([
      first,
      second,
    ]);
    await giveBackLeases(db, { ...project, annotatorId: other, sampleIds: [first, second] });
    expect(await idsOf(take(db, project, 4, { as: other }))).toEqual([first, second]);
    await record(db, project, { action: "undo", undoes: id }, { as: other });
    await giveBackLeases(db, { ...project, annotatorId: other, sampleIds: [first, second] });
    expect(await idsOf(take(db, project, 1, { as: other, labelClassId }))).toEqual([second]);
  });

  test("samples of others, labeled ones, and one's own skipped and flagged ones are left out", async () => {
    const project = await arrangeBench(db, { samples: 6, queued: 0 });
    const other = await arrangeMember(db, project.projectId, "annotator");
    const [a, b, c, d, e, f] = project.sampleIds as [number, number, number, number, number, number];
    await publish(db, project.projectId, [a]);
    await take(db, project, 1, { as: other });
    await arrangeCandidates(db, project, 0, project.sampleIds);
    await record(db, project, labelOf(project, b), { as: other });
    await record(db, project, { action: "skip", sampleId: c, seconds: 1 });
    await record(db, project, { action: "flag", sampleId: d, seconds: 1, note: "torn" });
    await record(db, project, { action: "skip", sampleId: e, seconds: 1 }, { as: other });
    expect(await idsOf(take(db, project, 6, { labelClassId: project.classIds[0]! }))).toEqual([e, f]);
  });

  test("the holdout is asked about only where a no says what it is instead", async () => {
    for (const { classes, task, asked } of [
      { classes: ["Ham", "Spam"], task: "single", asked: 3 },
      { classes: ["Ham", "Spam", "Eggs"], task: "single", asked: 0 },
      { classes: ["Ham", "Spam"], task: "multi", asked: 0 },
    ] as const) {
      const project = await arrangeBench(db, { classes: [...classes], project: { task } });
      await publish(db, project.projectId, project.sampleIds, { slot: "holdout" });
      const taken = await idsOf(take(db, project, 3, { labelClassId: project.classIds[1]! }));
      expect(taken).toHaveLength(asked);
    }
  });

  test("a yes or no about the holdout is stored only where both are labels", async () => {
    for (const { classes, task, stored } of [
      { classes: ["Ham", "Spam"], task: "single", stored: ["label", "skip"] },
      { classes: ["Ham", "Spam", "Eggs"], task: "single", stored: ["skip"] },
      { classes: ["Ham", "Spam"], task: "multi", stored: ["skip"] },
    ] as const) {
      const project = await arrangeBench(db, { classes: [...classes], project: { task, holdoutShare: 1 } });
      await publish(db, project.projectId, project.sampleIds, { slot: "holdout" });
      const [a, b] = await idsOf(take(db, project, 2));
      const labelClassId = project.classIds[0]!;
      const asked = { sampleId: a!, seconds: 1, screen: "binary" } as const;
      const says: AnnotationRequest[] = [
        { ...asked, action: "reject", labelClassId },
        { ...asked, action: "reject", labelClassId, screen: "single" },
        { ...asked, action: task === "single" ? "label" : "accept", labelClassId },
        { ...asked, action: "skip", sampleId: b! },
      ];
      for (const input of says) {
        await record(db, project, input).catch((error) => expect(error).toMatchObject({ code: "held_out" }));
      }
      expect((await storedAnnotations(db, project)).map(({ action }) => action)).toEqual(stored);
    }
  });

  test("twelve annotators at once never hold one candidate twice", async () => {
    const project = await arrangeBench(db, { samples: 60 });
    await arrangeCandidates(db, project, 0, project.sampleIds.slice(0, 40));
    const annotators = await Promise.all(
      Array.from({ length: 12 }, () => arrangeMember(db, project.projectId, "annotator")),
    );
    const many = createDb(url, { maxConnections: 12 });
    const labelClassId = project.classIds[0]!;
    const handedOut = await Promise.all(
      annotators.map((as) => idsOf(take(many.db, project, 5, { as, labelClassId }))),
    );
    await many.close();
    const all = handedOut.flat();
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(0);
    expect(await leasesOf(db, project)).toHaveLength(all.length);
  });
});
