import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readAgreement } from "@/lib/measuring/read-agreement";
import { createTestDatabase } from "../../setup/test-database";
import {
  type ArrangedBench,
  arrangeBench,
  arrangeMember,
  leasesOf,
  record,
  storedAnnotations,
  take,
} from "./arrange";

const { db } = await createTestDatabase();

/** A project that wants a second person's label of every sample, and that second person. */
async function arrangeOpinions(options: Parameters<typeof arrangeBench>[1] = {}) {
  const project = await arrangeBench(db, {
    ...options,
    project: { secondOpinionShare: 1, suggestions: "shown", ...options.project },
  });
  const second = await arrangeMember(db, project.projectId, "annotator");
  return { project, second };
}

const say = (project: ArrangedBench, row: number, place: number, as?: string) =>
  record(
    db,
    project,
    {
      action: "label",
      sampleId: project.sampleIds[row]!,
      labelClassId: project.classIds[place]!,
      seconds: 2,
    },
    as === undefined ? {} : { as },
  );

const takenBy = async (project: ArrangedBench, count: number, as?: string) =>
  (await take(db, project, count, as === undefined ? {} : { as })).samples.map(({ sampleId }) => sampleId);

test("what one person labeled is handed to another one, for the same reason and without a suggestion, and to nobody twice", async () => {
  const { project, second } = await arrangeOpinions({ samples: 3 });
  const [first] = project.sampleIds as [number, number, number];
  await take(db, project, 1);
  await say(project, 0, 0);
  const own = await takenBy(project, 3);
  expect(own).not.toContain(first);

  const { samples } = await take(db, project, 1, { as: second });
  expect(samples).toMatchObject([{ sampleId: first, suggestion: null }]);
  expect((await leasesOf(db, project)).find(({ sampleId }) => sampleId === first)).toMatchObject({
    slot: "explore",
    strategy: "random",
    propensity: 0.25,
    score: 0.5,
  });
  await say(project, 0, 1, second);
  expect(await storedAnnotations(db, project)).toMatchObject([
    { slot: "explore", propensity: 0.25 },
    { slot: "explore", propensity: 0.25 },
  ]);
  const third = await arrangeMember(db, project.projectId, "annotator");
  expect(await takenBy(project, 3, third)).toEqual([]);
  const { rows } = await db.execute(sql`select from second_opinions where project_id = ${project.projectId}`);
  expect(rows).toEqual([]);
});

test("a label that was taken back asks nobody, and a second person's skip leaves the sample to a third", async () => {
  const { project, second } = await arrangeOpinions({ samples: 2, queued: 0 });
  const [first, other] = project.sampleIds as [number, number];
  const id = "7f1f9c52-1f0e-4a86-9d0e-0a2f0cf4d0aa";
  const label = { action: "label", labelClassId: project.classIds[0]!, seconds: 1 } as const;
  await record(db, project, { ...label, sampleId: first }, { id });
  await record(db, project, { ...label, sampleId: other });
  await record(db, project, { action: "undo", undoes: id });
  expect(await takenBy(project, 5, second)).toEqual([other]);
  await record(db, project, { action: "skip", sampleId: other, seconds: 1 }, { as: second });
  expect(await takenBy(project, 5, second)).toEqual([]);
  const third = await arrangeMember(db, project.projectId, "annotator");
  expect(await takenBy(project, 5, third)).toEqual([other]);
});

test("opinions come between samples of the queue, in the share that is wanted, and alone when nothing else is left", async () => {
  const { project, second } = await arrangeOpinions({
    samples: 40,
    queued: 40,
    project: { secondOpinionShare: 0.5 },
  });
  for (let row = 0; row < 20; row++) await say(project, row, 0);
  const isOpinion = (sampleId: number) => project.sampleIds.indexOf(sampleId) < 20;
  const waiting = (await readAgreement(db, project.projectId))!.waiting;
  // Of twenty, four standard deviations around a half.
  expect(Math.abs(waiting - 10)).toBeLessThan(9);
  const some = await takenBy(project, 4, second);
  expect(some.filter(isOpinion)).toHaveLength(2);
  const all = await takenBy(project, 60, second);
  expect(all.filter(isOpinion)).toHaveLength(waiting - 2);
});

test("known answers that are played, and projects that want none, ask nobody", async () => {
  const { project, second } = await arrangeOpinions({ samples: 2, queued: 0, truths: true });
  const truth = {
    action: "label",
    sampleId: project.sampleIds[0]!,
    labelClassId: project.classIds[0]!,
  } as const;
  await record(db, project, { ...truth, seconds: 0, byOracle: true }, { source: "oracle" });
  expect(await takenBy(project, 5, second)).toEqual([]);
  await db.execute(sql`update projects set second_opinion_share = 0 where id = ${project.projectId}`);
  await say(project, 1, 0);
  expect(await takenBy(project, 5, second)).toEqual([]);
});

test("agreement is told by person, pair and class, and what they disagree on is listed until it is settled", async () => {
  const { project, second } = await arrangeOpinions({ samples: 30, queued: 0 });
  const { projectId, annotatorId } = project;
  for (let row = 0; row < 30; row++) {
    await say(project, row, row % 2);
    await say(project, row, row < 27 ? row % 2 : 2, second);
  }
  const before = (await readAgreement(db, projectId))!;
  expect(before.overall.samples).toBe(30);
  expect(before.overall.alike).toBeCloseTo(0.9, 10);
  const { value, low, high } = before.overall.alpha!;
  expect([low < value, value < high, value > 0.7, value < 0.9]).toEqual([true, true, true, true]);
  expect(before.pairs).toMatchObject([
    { numbers: [1, 2], samples: 30, kappa: { value: expect.any(Number) } },
  ]);
  expect(before.people).toMatchObject([
    { number: 1, samples: 30, settled: 27, upheld: 27, recentSeconds: 2, earlierSeconds: null },
    { number: 2, samples: 30, settled: 27, upheld: 27 },
  ]);
  expect(before.classes.map(({ samples, unanimous }) => [samples, unanimous])).toEqual([
    [15, 14],
    [15, 13],
    [3, 0],
  ]);
  expect([before.open, before.waiting]).toEqual([3, 0]);
  expect(before.disagreements[0]).toMatchObject({
    sampleId: project.sampleIds[29],
    excerpt: "Sample 29",
    answers: [
      { number: 1, labelClassIds: [project.classIds[1]] },
      { number: 2, labelClassIds: [project.classIds[2]] },
    ],
  });

  // The first person leads, too, and settles it against their own answer.
  const settled = {
    action: "label",
    sampleId: project.sampleIds[29]!,
    labelClassId: project.classIds[2]!,
    screen: "review",
    seconds: 1,
  } as const;
  await record(db, project, settled, { as: annotatorId });
  const after = (await readAgreement(db, projectId))!;
  expect(after.open).toBe(2);
  expect(after.overall).toEqual(before.overall);
  expect(after.people).toMatchObject([
    { settled: 28, upheld: 27 },
    { settled: 28, upheld: 28 },
  ]);
  expect((await storedAnnotations(db, project)).at(-1)).toMatchObject({
    screen: "review",
    strategy: "unleased",
    suggestedClassIds: null,
  });
});

test("who settles a sample has it for the reason for which it was labeled, so that it counts as before", async () => {
  const { project, second } = await arrangeOpinions({ samples: 1 });
  await take(db, project, 1);
  await say(project, 0, 0);
  await take(db, project, 1, { as: second });
  await say(project, 0, 1, second);
  const lead = await arrangeMember(db, project.projectId, "lead");
  const input = { action: "label", sampleId: project.sampleIds[0]!, seconds: 1, screen: "review" } as const;
  await record(db, project, { ...input, labelClassId: project.classIds[2]! }, { as: lead });
  const { rows } = await db.execute(sql`
    select l.slot, a.strategy, a.propensity from labels l
    join annotations a on a.project_id = l.project_id and a.sequence = l.sequence
    where l.project_id = ${project.projectId} and l.label_class_id = ${project.classIds[2]!}`);
  expect(rows).toEqual([{ slot: "explore", strategy: "random", propensity: 0.25 }]);
  expect((await readAgreement(db, project.projectId))!.open).toBe(0);
});

test("a review settles by a label alone, and only what was labeled", async () => {
  const { project, second } = await arrangeOpinions({ samples: 2, queued: 0 });
  const lead = await arrangeMember(db, project.projectId, "lead");
  const [disputed, other] = project.sampleIds as [number, number];
  const [labelClassId] = project.classIds as [string];
  const review = { sampleId: disputed, seconds: 1, screen: "review" } as const;
  const settle = (sampleId = disputed) =>
    record(db, project, { ...review, sampleId, action: "label", labelClassId }, { as: lead });
  await expect(settle(other)).rejects.toMatchObject({ code: "nothing_to_settle" });
  await say(project, 0, 0);
  await say(project, 0, 1, second);
  for (const said of [
    { action: "skip" },
    { action: "flag", note: "torn" },
    { action: "reject", labelClassId },
  ] as const) {
    await expect(record(db, project, { ...review, ...said }, { as: lead })).rejects.toMatchObject({
      code: "label_expected",
    });
  }
  const { id } = await settle();
  await settle();
  expect((await readAgreement(db, project.projectId))!.open).toBe(0);
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from annotations where project_id = ${project.projectId} and annotator_id = ${lead} and id <> ${id}`);
  for (const undoes of [rows[0]!.id, id]) await record(db, project, { action: "undo", undoes }, { as: lead });
  expect((await readAgreement(db, project.projectId))!.open).toBe(1);
  expect(await storedAnnotations(db, project)).toHaveLength(6);
});

test("a lead may settle again what they settled, though others took their labels back", async () => {
  const { project, second } = await arrangeOpinions({ samples: 1, queued: 0 });
  const lead = await arrangeMember(db, project.projectId, "lead");
  const labels = [await say(project, 0, 0), await say(project, 0, 1, second)];
  const settle = (place: number) =>
    record(
      db,
      project,
      {
        action: "label",
        sampleId: project.sampleIds[0]!,
        labelClassId: project.classIds[place]!,
        seconds: 1,
        screen: "review",
      },
      { as: lead },
    );
  await settle(0);
  for (const [i, as] of [project.annotatorId, second].entries()) {
    await record(db, project, { action: "undo", undoes: labels[i]!.id }, { as });
  }
  await expect(settle(1)).resolves.toMatchObject({ sequence: expect.any(Number) });
});

test("sets are one answer, and each class a question of its own", async () => {
  const { project, second } = await arrangeOpinions({ samples: 24, queued: 0, project: { task: "multi" } });
  const set = (row: number, places: number[], as?: string) =>
    record(
      db,
      project,
      {
        action: "label-set",
        sampleId: project.sampleIds[row]!,
        labelClassIds: places.map((place) => project.classIds[place]!),
        seconds: 1,
      },
      as === undefined ? {} : { as },
    );
  for (let row = 0; row < 24; row++) {
    await set(row, row % 2 === 0 ? [1, 0] : [2]);
    await set(row, row < 2 ? [0] : row % 2 === 0 ? [0, 1] : [2], second);
  }
  const agreement = (await readAgreement(db, project.projectId))!;
  expect(agreement.overall).toMatchObject({ samples: 24, alike: 22 / 24 });
  expect(agreement.classes.map(({ samples, unanimous }) => [samples, unanimous])).toEqual([
    [13, 12],
    [12, 11],
    [12, 11],
  ]);
  expect(
    agreement.disagreements.map(({ answers }) => answers.map(({ labelClassIds }) => labelClassIds.length)),
  ).toEqual([
    [1, 1],
    [2, 1],
  ]);
});
