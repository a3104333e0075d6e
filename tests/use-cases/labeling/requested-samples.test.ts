import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDb } from "@/db/client";
import { countRequested } from "@/db/queries/requested-samples";
import { requestedSamples } from "@/db/schema/asked";
import { leases } from "@/db/schema/labeling";
import { mostRequested } from "@/lib/contracts/map";
import { clearRequestedSamples, requestSamples } from "@/lib/labeling/request-samples";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { createTestDatabase } from "../../setup/test-database";
import { setHoldoutShare } from "../finding/arrange-finding";
import { type ArrangedBench, arrangeBench, arrangeMember, idsOf, record, take } from "./arrange";

const { db, url } = await createTestDatabase();

function ask({ projectId, annotatorId }: ArrangedBench, sampleIds: readonly number[]) {
  return requestSamples(db, { projectId, requestedBy: annotatorId, sampleIds });
}

test("what was asked for is handed out before the queue, in that order, and says so", async () => {
  const project = await arrangeBench(db);
  const [, , third, , , , , eighth] = project.sampleIds;
  expect(await ask(project, [eighth!, third!])).toEqual({
    waiting: 2,
    added: 2,
    already: 0,
    holdout: 0,
    labeled: 0,
    passedOver: 0,
    unknown: 0,
  });
  expect(await idsOf(take(db, project, 4))).toEqual([
    eighth,
    third,
    project.sampleIds[0],
    project.sampleIds[1],
  ]);
  const [lease] = await db.select().from(leases).where(eq(leases.sampleId, eighth!));
  expect(lease).toMatchObject({
    slot: "query",
    strategy: "requested",
    propensity: 1,
    suggestedClassIds: null,
  });
});

test("samples that are in no queue are handed out, too, and the label says that they were requested", async () => {
  const project = await arrangeBench(db, { queued: 0 });
  const sampleId = project.sampleIds[4]!;
  await ask(project, [sampleId]);
  expect(await idsOf(take(db, project, 3))).toEqual([sampleId]);
  await record(db, project, { action: "label", sampleId, labelClassId: project.classIds[0]!, seconds: 1 });
  const { rows } = await db.execute(
    sql`select slot, strategy from annotations where sample_id = ${sampleId}`,
  );
  expect(rows).toEqual([{ slot: "query", strategy: "requested" }]);
});

test("what is labeled waits no more, and is dropped when the next sample is handed out", async () => {
  const project = await arrangeBench(db);
  const [first, second] = project.sampleIds;
  await ask(project, [second!, first!]);
  await record(db, project, {
    action: "label",
    sampleId: second!,
    labelClassId: project.classIds[0]!,
    seconds: 1,
  });
  expect(await countRequested(db, project.projectId)).toBe(1);
  expect(await idsOf(take(db, project, 1))).toEqual([first]);
  const kept = await db
    .select()
    .from(requestedSamples)
    .where(eq(requestedSamples.projectId, project.projectId));
  expect(kept.map(({ sampleId }) => sampleId)).toEqual([first]);
});

test("rows of the holdout reserve, labeled and foreign samples are counted and not asked for", async () => {
  const project = await arrangeBench(db, { samples: 40 });
  const other = await arrangeBench(db);
  await setHoldoutShare(db, project.projectId, 0.3);
  const reserved = project.sampleIds.filter((_, row) => isHoldout(1, row, 0.3));
  const free = project.sampleIds.filter((_, row) => !isHoldout(1, row, 0.3));
  expect(reserved.length).toBeGreaterThan(3);
  await record(db, project, {
    action: "label",
    sampleId: free[0]!,
    labelClassId: project.classIds[0]!,
    seconds: 1,
  });
  const answer = await ask(project, [...project.sampleIds, other.sampleIds[0]!, free[1]!]);
  expect(answer).toMatchObject({
    added: free.length - 1,
    holdout: reserved.length,
    labeled: 1,
    unknown: 1,
    waiting: free.length - 1,
  });
  const asked = await db
    .select()
    .from(requestedSamples)
    .where(eq(requestedSamples.projectId, project.projectId));
  expect(asked.map(({ sampleId }) => sampleId)).toEqual(free.slice(1));
  expect(await ask(project, [free[1]!])).toMatchObject({ added: 0, already: 1, waiting: free.length - 1 });
});

test("what somebody skipped or flagged waits no more for anybody, and cannot be asked for again", async () => {
  const project = await arrangeBench(db, { queued: 0 });
  const [skipped, flagged, open] = project.sampleIds.slice(-3);
  await ask(project, [skipped!, flagged!, open!]);
  expect(await idsOf(take(db, project, 2))).toEqual([skipped, flagged]);
  await record(db, project, { action: "skip", sampleId: skipped!, seconds: 1 });
  await record(db, project, { action: "flag", sampleId: flagged!, seconds: 1, note: "Which of both?" });
  expect(await countRequested(db, project.projectId)).toBe(1);
  const other = await arrangeMember(db, project.projectId, "annotator");
  expect(await idsOf(take(db, project, 3, { as: other }))).toEqual([open]);
  const kept = await db
    .select()
    .from(requestedSamples)
    .where(eq(requestedSamples.projectId, project.projectId));
  expect(kept.map(({ sampleId }) => sampleId)).toEqual([open]);
  expect(await ask(project, [skipped!, flagged!])).toMatchObject({ added: 0, passedOver: 2, waiting: 1 });
});

test("annotators who come at the same instant never get the same requested sample", async () => {
  const project = await arrangeBench(db, { samples: 60, queued: 0 });
  await ask(project, project.sampleIds);
  const annotators = await Promise.all(
    Array.from({ length: 6 }, () => arrangeMember(db, project.projectId, "annotator")),
  );
  const many = createDb(url, { applicationName: "many", maxConnections: 6 });
  const taken = await Promise.all(
    annotators.map(async (as) => {
      const mine: number[] = [];
      for (let i = 0; i < 5; i++) {
        const holding = [...mine];
        mine.push(...(await idsOf(take(many.db, project, mine.length + 2, { as, holding }))));
      }
      return mine;
    }),
  );
  await many.close();
  expect(taken.flat()).toHaveLength(60);
  expect(new Set(taken.flat()).size).toBe(60);
});

test("clearing takes back what nobody holds yet, and the queue goes on", async () => {
  const project = await arrangeBench(db);
  await ask(project, project.sampleIds.slice(5));
  expect(await clearRequestedSamples(db, project.projectId)).toEqual({ waiting: 0 });
  expect(await idsOf(take(db, project, 2))).toEqual(project.sampleIds.slice(0, 2));
});

test("no more than so many may wait, and a request beyond them changes nothing", async () => {
  const project = await arrangeBench(db, { samples: mostRequested + 2, queued: 0 });
  await ask(project, project.sampleIds.slice(0, mostRequested - 1));
  await expect(ask(project, project.sampleIds.slice(mostRequested - 1))).rejects.toMatchObject({
    code: "too_many_requested",
  });
  expect(await countRequested(db, project.projectId)).toBe(mostRequested - 1);
  expect(await ask(project, project.sampleIds.slice(-1))).toMatchObject({ added: 1, waiting: mostRequested });
});
