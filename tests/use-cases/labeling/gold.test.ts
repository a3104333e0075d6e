import { readFileSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readLedger } from "@/db/queries/ledger";
import { readLedgerWork } from "@/db/queries/ledger-work";
import { readOwnWork } from "@/db/queries/own-work";
import { countLabelsSpent } from "@/db/queries/spent";
import { labels } from "@/db/schema/labels";
import { updateProjectSchema } from "@/lib/contracts/projects";
import { giveBackLeases } from "@/lib/labeling/give-back-leases";
import { createRandom } from "@/lib/learning/random";
import { readAgreement } from "@/lib/measuring/read-agreement";
import { createTestDatabase } from "../../setup/test-database";
import {
  type ArrangedBench,
  arrangeBench,
  arrangeMember,
  idsOf,
  leasesOf,
  publish,
  record,
  saying,
  storedAnnotations,
  take,
} from "./arrange";

const { db } = await createTestDatabase();

/** A project whose lead labeled the first `gold` samples and said so again; the others are in the queue. */
async function arrangeGold(gold: number, options: Parameters<typeof arrangeBench>[1] = {}) {
  const project = await arrangeBench(db, {
    ...options,
    project: { goldShare: 0.2, suggestions: "shown", ...options.project },
  });
  const lead = await arrangeMember(db, project.projectId, "lead");
  await take(db, project, gold, { as: lead });
  for (let row = 0; row < gold; row++) {
    await say(project, row, 0, lead);
    await say(project, row, 0, lead, "review");
  }
  const isGold = (sampleId: number) => project.sampleIds.indexOf(sampleId) < gold;
  return { project, lead, isGold };
}

const say = saying(db);

async function labelOf(project: ArrangedBench, row: number) {
  const [found] = await db.select().from(labels).where(eq(labels.sampleId, project.sampleIds[row]!));
  return found && { place: project.classIds.indexOf(found.labelClassId ?? ""), ...found };
}

test("gold is a fifth of what is handed out where a fifth is wanted, however few are asked for at once", async () => {
  const { project, isGold } = await arrangeGold(100, { samples: 260 });
  const random = createRandom(1).next;
  const taken: number[] = [];
  while (taken.length < 200) taken.push(...(await idsOf(take(db, project, 2, { random }))));
  expect(new Set(taken).size).toBe(taken.length);
  const gold = taken.filter(isGold).length;
  // Four standard deviations around 40.
  expect(Math.abs(gold - 40)).toBeLessThan(23);
  // What made room for gold is handed out later: the queue is passed over nowhere.
  expect(taken.filter((sampleId) => !isGold(sampleId))).toEqual(project.sampleIds.slice(100, 300 - gold));
});

test("gold is handed out for the lead's reason, without a suggestion, anywhere among others, and to everybody in another order", async () => {
  const { project, isGold } = await arrangeGold(20, { samples: 200 });
  const orders: number[][] = [];
  const places = new Set<number>();
  for (let i = 0; i < 3; i++) {
    const as = i === 0 ? project.annotatorId : await arrangeMember(db, project.projectId, "annotator");
    const { samples } = await take(db, project, 50, { as });
    const ids = samples.map(({ sampleId }) => sampleId);
    for (const [place, id] of ids.entries()) if (isGold(id)) places.add(place);
    orders.push(ids.filter(isGold));
    for (const { sampleId, suggestion } of samples) if (isGold(sampleId)) expect(suggestion).toBeNull();
    const leased = (await leasesOf(db, project)).filter(({ sampleId }) => isGold(sampleId));
    expect(leased).toHaveLength(10);
    for (const lease of leased)
      expect(lease).toMatchObject({ slot: "explore", strategy: "random", propensity: 0.25, score: 0.5 });
    await giveBackLeases(db, { projectId: project.projectId, annotatorId: as, sampleIds: ids });
  }
  expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(20);
  expect(new Set(orders.map((ids) => ids.toSorted().join())).size).toBe(3);
});

test("nobody meets gold of their own, gold that they answered or passed over, or gold that somebody holds", async () => {
  const { project, lead, isGold } = await arrangeGold(3, { samples: 100 });
  const goldTaken = async (as: string) => (await idsOf(take(db, project, 15, { as }))).filter(isGold);
  expect(await goldTaken(lead)).toEqual([]);
  const [first, second] = [project.annotatorId, await arrangeMember(db, project.projectId, "annotator")];
  const held = await goldTaken(first);
  expect(held.toSorted()).toEqual(project.sampleIds.slice(0, 3));
  expect(await goldTaken(second)).toEqual([]);
  await say(project, 0, 1, first);
  await record(db, project, { action: "skip", sampleId: project.sampleIds[1]!, seconds: 1 }, { as: first });
  await giveBackLeases(db, { projectId: project.projectId, annotatorId: first, sampleIds: held });
  expect(await goldTaken(first)).toEqual([project.sampleIds[2]]);
  expect((await goldTaken(second)).toSorted()).toEqual(project.sampleIds.slice(0, 2));
});

test("where nothing else is left nothing is left, and the last sample of the queue is given all the same", async () => {
  const { project, isGold } = await arrangeGold(9, { samples: 10 });
  const all = { random: () => 0.999 };
  const first = await idsOf(take(db, project, 1, all));
  expect(first.map(isGold)).toEqual([true]);
  const rest = await idsOf(take(db, project, 5, all));
  expect(rest.map(isGold).toSorted()).toEqual([false, true]);
  for (const sampleId of rest) {
    const labelClassId = project.classIds[0]!;
    await record(db, project, { action: "label", sampleId, labelClassId, seconds: 1 });
  }
  const { samples, empty } = await take(db, project, 5, all);
  expect([samples, empty]).toEqual([[], { reason: "done", until: null }]);
});

test("no gold is handed out where none is wanted, nor to whoever is asked about one class", async () => {
  const none = await arrangeGold(5, { samples: 60, project: { goldShare: 0 } });
  expect((await idsOf(take(db, none.project, 50))).filter(none.isGold)).toEqual([]);
  const some = await arrangeGold(5, { samples: 60 });
  const labelClassId = some.project.classIds[0]!;
  expect((await idsOf(take(db, some.project, 50, { labelClassId }))).filter(some.isGold)).toEqual([]);
});

test("gold spends no label and counts as work, and a budget hands out what it has left", async () => {
  const { project, isGold } = await arrangeGold(10, { samples: 40, project: { budget: 15 } });
  expect(await countLabelsSpent(db, project.projectId)).toBe(10);
  const taken = await idsOf(take(db, project, 20, { random: () => 0.999 }));
  expect([taken.length, taken.filter(isGold).length]).toEqual([5, 1]);
  const gold = taken.filter(isGold);
  await record(db, project, {
    ...{ action: "label", sampleId: gold[0]!, labelClassId: project.classIds[1]!, seconds: 3 },
  });
  expect(await countLabelsSpent(db, project.projectId)).toBe(10);
  expect((await storedAnnotations(db, project)).at(-1)).toMatchObject({
    ...{ slot: "explore", strategy: "random", propensity: 0.25, seconds: 3, suggestionShown: null },
  });
});

test("the label of gold stands whatever three people say, and is theirs once the word is taken back", async () => {
  const { project, lead } = await arrangeGold(0, { samples: 2 });
  await say(project, 0, 0, lead);
  const { id } = await say(project, 0, 0, lead, "review");
  const before = await labelOf(project, 0);
  expect(before).toMatchObject({ place: 0, votes: 1, annotators: 1 });
  for (let i = 0; i < 3; i++)
    await say(project, 0, 1, await arrangeMember(db, project.projectId, "annotator"));
  const wrong = await labelOf(project, 0);
  expect(wrong).toMatchObject({ place: 0, votes: 1, annotators: 4, sequence: before!.sequence });
  const undone = await record(db, project, { action: "undo", undoes: id }, { as: lead });
  expect(await labelOf(project, 0)).toMatchObject({ place: 1, votes: 3, annotators: 4 });
  // The lead has nothing to label: others may be handed the sample.
  expect([undone.sample, await leasesOf(db, project)]).toEqual([null, []]);
});

test("of several leads' words the newest decides, and the one before it once that is taken back", async () => {
  const { project, lead } = await arrangeGold(1, { samples: 1 });
  const other = await arrangeMember(db, project.projectId, "lead");
  const { id } = await say(project, 0, 2, other, "review");
  expect(await labelOf(project, 0)).toMatchObject({ place: 2, votes: 1, annotators: 2 });
  const changed = await say(project, 0, 1, lead, "review");
  expect(await labelOf(project, 0)).toMatchObject({ place: 1 });
  await record(db, project, { action: "undo", undoes: changed.id }, { as: lead });
  // Their first word is older than the other's.
  expect(await labelOf(project, 0)).toMatchObject({ place: 2 });
  await record(db, project, { action: "undo", undoes: id }, { as: other });
  expect(await labelOf(project, 0)).toMatchObject({ place: 0 });
});

test("the set of a lead's word stands as a whole", async () => {
  const { project, lead } = await arrangeGold(0, { samples: 1, project: { task: "multi" } });
  const set = (places: number[], as: string, screen: "single" | "review") => {
    const labelClassIds = places.map((place) => project.classIds[place]!);
    const facts = { sampleId: project.sampleIds[0]!, seconds: 1, screen };
    return record(db, project, { action: "label-set", labelClassIds, ...facts }, { as });
  };
  await set([0, 1], lead, "single");
  await set([1, 0], lead, "review");
  for (let i = 0; i < 3; i++) {
    await set([2], await arrangeMember(db, project.projectId, "annotator"), "single");
  }
  expect(await labelOf(project, 0)).toMatchObject({
    ...{ labelClassIds: project.classIds.slice(0, 2).toSorted(), votes: 4, annotators: 4 },
  });
});

test("a word on one's own label has the provenance of that, and no suggestion", async () => {
  const { project, lead } = await arrangeGold(0, { samples: 1, queued: 0 });
  await publish(db, project.projectId, project.sampleIds, {
    ...{ slot: "holdout", suggestedClassIds: [project.classIds[1]!], suggestedProbabilities: [0.9] },
  });
  await take(db, project, 1, { as: lead });
  await say(project, 0, 0, lead);
  await say(project, 0, 0, lead, "review");
  expect((await storedAnnotations(db, project)).at(-1)).toMatchObject({
    ...{ screen: "review", slot: "holdout", strategy: "random", score: 0.5, propensity: 0.25 },
    ...{ suggestedClassIds: null, suggestionShown: null },
  });
  expect(await labelOf(project, 0)).toMatchObject({ slot: "holdout" });
});

test("the time of a label that was made gold stands, and to make it gold counts for no pace", async () => {
  const { project, lead } = await arrangeGold(0, { samples: 3, queued: 0 });
  const { projectId } = project;
  for (const [row, seconds] of [4, 6, 8].entries()) {
    const answer = {
      action: "label",
      sampleId: project.sampleIds[row]!,
      labelClassId: project.classIds[0]!,
    } as const;
    await record(db, project, { ...answer, seconds }, { as: lead });
    await record(db, project, { ...answer, seconds: 0, screen: "review" }, { as: lead });
  }
  const before = (await readLedger(db, projectId, "UTC"))!;
  expect(before.totals).toMatchObject({ labels: 3, activeSeconds: 18, medianSeconds: 6, goneSeconds: 0 });
  const own = await readOwnWork(db, { projectId, annotatorId: lead, timeZone: "UTC" });
  expect(own).toMatchObject({ total: 3, medianSeconds: null });
  // Another word: the time of the answer that it corrects is gone.
  const other = {
    action: "label",
    sampleId: project.sampleIds[0]!,
    labelClassId: project.classIds[1]!,
  } as const;
  await record(db, project, { ...other, seconds: 0, screen: "review" }, { as: lead });
  expect((await readLedger(db, projectId, "UTC"))!.totals.goneSeconds).toBe(4);
});

test("a second opinion is asked of no gold: what is answered there is none", async () => {
  const { project, lead } = await arrangeGold(0, {
    ...{ samples: 2, queued: 0, project: { secondOpinionShare: 1, goldShare: 0 } },
  });
  await say(project, 0, 0, lead);
  await say(project, 1, 0, lead);
  await say(project, 1, 0, lead, "review");
  expect((await readAgreement(db, project.projectId))!.waiting).toBe(1);
  expect(await idsOf(take(db, project, 5))).toEqual([project.sampleIds[0]]);
});

test("a database from before settles what leads settled, and its sums follow", async () => {
  const { project, lead } = await arrangeGold(0, { samples: 3, queued: 0 });
  const others = [project.annotatorId, await arrangeMember(db, project.projectId, "annotator")];
  for (const as of others) await say(project, 0, 1, as);
  for (const as of others) await say(project, 1, 1, as);
  await say(project, 0, 0, lead, "review");
  const stood = await readLedgerWork(db, project.projectId, "UTC");
  // As it was resolved before: two of three say the other class.
  await db.execute(sql`
    update labels set label_class_id = ${project.classIds[1]!}, votes = 2 where sample_id = ${project.sampleIds[0]!}`);
  await db.execute(sql`
    insert into work_changes (project_id, slot, is_label, label_class_id, given, given_ms, standing, standing_ms)
    select ${project.projectId}, 'query', true, class_id, 0, 0, change, 0
    from (values (${project.classIds[0]!}::uuid, -1), (${project.classIds[1]!}::uuid, 1)) moved (class_id, change)`);
  const statements = readFileSync("db/migrations/0022_gold.sql", "utf8").split("--> statement-breakpoint");
  await db.execute(sql.raw(statements.at(-1)!));
  expect(await labelOf(project, 0)).toMatchObject({ place: 0, votes: 1, annotators: 3 });
  expect(await labelOf(project, 1)).toMatchObject({ place: 1, votes: 2 });
  const { labels: sums } = await readLedgerWork(db, project.projectId, "UTC");
  expect(new Set(sums)).toEqual(new Set(stood.labels));
});

test("no more than a fifth can be gold", () => {
  const said = [0, 0.2, 0.21, -0.1].map((goldShare) => updateProjectSchema.safeParse({ goldShare }).success);
  expect(said).toEqual([true, true, false, false]);
});
