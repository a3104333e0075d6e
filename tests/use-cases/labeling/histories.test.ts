import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { currentAnnotations, labels } from "@/db/schema/labels";
import type { AnnotationRequest } from "@/lib/contracts/labeling";
import { giveBackLeases } from "@/lib/labeling/give-back-leases";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { takeLeases } from "@/lib/labeling/take-leases";
import { createRandom } from "@/lib/learning/random";
import { createTestDatabase } from "../../setup/test-database";
import { type ArrangedBench, arrangeBench, arrangeMember, expireLeases, publish } from "./arrange";

const { next: random } = createRandom(1);

const { db } = await createTestDatabase();
const annotatorCount = 3;
const sampleCount = 6;

interface Decision {
  readonly id: string;
  readonly who: number;
  readonly input: Exclude<AnnotationRequest, { action: "undo" }>;
  isUndone: boolean;
}

/** What the product should be doing, in memory. */
class Model {
  readonly decisions: Decision[] = [];
  readonly leases = new Map<number, { who: number; isExpired: boolean }>();

  /** `asked`: the class that is asked about; null where any may be answered. */
  isFree(sampleId: number, who: number, asked: string | null): boolean {
    const lease = this.leases.get(sampleId);
    if (lease && !lease.isExpired) return false;
    const closes = ({ who: by, input }: Decision) => {
      const { action } = input;
      if (action === "accept" || action === "reject") return input.labelClassId === asked;
      return action === "label" || action === "label-set" || by === who;
    };
    return !this.decisions.some((one) => !one.isUndone && one.input.sampleId === sampleId && closes(one));
  }

  /** What each annotator says now, as far as it is a label or takes its place: oldest first. */
  standing(): Decision[] {
    const standing = new Map<string, Decision>();
    for (const decision of this.decisions) {
      const { action, sampleId } = decision.input;
      if (decision.isUndone || action === "accept" || action === "reject") continue;
      const key = `${sampleId} ${decision.who}`;
      // A later decision counts as the newest, wherever the key was first.
      standing.delete(key);
      standing.set(key, decision);
    }
    return [...standing.values()];
  }

  /** The labels of the sample that stand, oldest first. */
  labelsOf(sampleId: number): { classId: string; isWord: boolean }[] {
    return this.standing().flatMap(({ input }) => {
      if (input.sampleId !== sampleId) return [];
      const isWord = input.screen === "review";
      if (input.action === "label-set") return input.labelClassIds.map((classId) => ({ classId, isWord }));
      return input.action === "label" ? [{ classId: input.labelClassId, isWord }] : [];
    });
  }

  isLabeled(sampleId: number): boolean {
    return this.labelsOf(sampleId).length > 0;
  }

  decide(decision: Decision): void {
    this.decisions.push(decision);
    if (this.leases.get(decision.input.sampleId)?.who === decision.who) {
      this.leases.delete(decision.input.sampleId);
    }
  }

  /** Returns whether the sample comes back to whoever undid. */
  undo(decision: Decision): boolean {
    decision.isUndone = true;
    const { sampleId } = decision.input;
    const lease = this.leases.get(sampleId);
    if (decision.input.screen === "review") return lease?.who === decision.who;
    if (lease && !lease.isExpired && lease.who !== decision.who) return false;
    this.leases.set(sampleId, { who: decision.who, isExpired: false });
    return true;
  }
}

interface World {
  readonly task: "single" | "multi";
  readonly bench: ArrangedBench;
  readonly annotators: readonly string[];
  readonly model: Model;
}

type Step = (world: World) => Promise<void>;

const who = fc.nat(annotatorCount - 1);
const row = fc.nat(sampleCount - 1);

function put({ bench, annotators }: World, id: string, by: number, input: AnnotationRequest) {
  const { projectId } = bench;
  return recordAnnotation(db, { id, projectId, annotatorId: annotators[by]!, source: "annotator", input });
}

const take = fc.tuple(who, fc.integer({ min: 1, max: 3 }), fc.option(fc.nat(2))).map(
  ([by, count, asked]): Step =>
    async ({ bench, annotators, model }) => {
      const labelClassId = asked === null ? null : bench.classIds[asked]!;
      const free = bench.sampleIds.filter((id) => model.isFree(id, by, labelClassId));
      const about = { projectId: bench.projectId, ...(labelClassId !== null && { labelClassId }) };
      const taken = await takeLeases(
        db,
        { ...about, annotatorId: annotators[by]!, count, holding: [] },
        random,
      );
      const ids = taken.samples.map(({ sampleId }) => sampleId);
      expect(ids).toEqual(free.slice(0, count));
      for (const id of ids) model.leases.set(id, { who: by, isExpired: false });
    },
);

const action = fc.constantFrom(
  "label" as const,
  "label" as const,
  "review" as const,
  "skip" as const,
  "flag" as const,
  "accept" as const,
  "reject" as const,
);

const decide = fc.tuple(who, row, action).map(
  ([by, at, act]): Step =>
    async (world) => {
      const sampleId = world.bench.sampleIds[at]!;
      const labelClassId = world.bench.classIds[by]!;
      const decided = { sampleId, seconds: 1, ...(act === "review" && { screen: "review" as const }) };
      const label =
        world.task === "single"
          ? { action: "label" as const, ...decided, labelClassId }
          : { action: "label-set" as const, ...decided, labelClassIds: [labelClassId] };
      const input = {
        label,
        review: label,
        skip: { action: "skip" as const, ...decided },
        flag: { action: "flag" as const, ...decided, note: "torn" },
        // A sample of one class that is said to have it is labeled.
        accept: {
          action: world.task === "single" ? ("reject" as const) : ("accept" as const),
          ...decided,
          labelClassId,
        },
        reject: { action: "reject" as const, ...decided, labelClassId },
      }[act];
      const decision = { id: randomUUID(), who: by, input, isUndone: false };
      if (act === "review" && !world.model.isLabeled(sampleId)) {
        await expect(put(world, decision.id, by, input)).rejects.toMatchObject({ code: "nothing_to_settle" });
        return;
      }
      const first = await put(world, decision.id, by, input);
      world.model.decide(decision);
      expect(await put(world, decision.id, by, input)).toEqual(first);
    },
);

const undo = fc.nat(5).map(
  (back): Step =>
    async (world) => {
      const decision = world.model.decisions.filter((one) => !one.isUndone).at(-1 - back);
      if (!decision) return;
      const input: AnnotationRequest = { action: "undo", undoes: decision.id };
      const { sample } = await put(world, randomUUID(), decision.who, input);
      expect(sample !== null).toBe(world.model.undo(decision));
    },
);

const expire = row.map(
  (at): Step =>
    async ({ bench, model }) => {
      const sampleId = bench.sampleIds[at]!;
      await expireLeases(db, [sampleId]);
      const lease = model.leases.get(sampleId);
      if (lease) lease.isExpired = true;
    },
);

const giveBack = fc.tuple(who, row).map(
  ([by, at]): Step =>
    async ({ bench, annotators, model }) => {
      const sampleId = bench.sampleIds[at]!;
      const { projectId } = bench;
      await giveBackLeases(db, { projectId, annotatorId: annotators[by]!, sampleIds: [sampleId] });
      if (model.leases.get(sampleId)?.who === by) model.leases.delete(sampleId);
    },
);

const republish = fc.constant<Step>(async ({ bench }) => {
  await publish(db, bench.projectId, bench.sampleIds);
});

type Told = Pick<
  typeof labels.$inferSelect,
  "sampleId" | "labelClassId" | "labelClassIds" | "votes" | "annotators"
>;

/** The tables that follow from annotations say what the decisions come to. */
async function expectDerived({ task, bench: { projectId, sampleIds }, annotators, model }: World) {
  const current = await db
    .select()
    .from(currentAnnotations)
    .where(eq(currentAnnotations.projectId, projectId));
  const keyed = current.map((row) => [`${row.sampleId} ${row.annotatorId}`, row.annotationId]);
  expect(new Map(keyed as [string, string][])).toEqual(
    new Map(model.standing().map(({ id, who: by, input }) => [`${input.sampleId} ${annotators[by]}`, id])),
  );
  const resolved = await db.select().from(labels).where(eq(labels.projectId, projectId));
  const expected = sampleIds.flatMap((sampleId): Told[] => {
    const given = model.labelsOf(sampleId);
    const said = given.map(({ classId }) => classId);
    const word = given.findLast(({ isWord }) => isWord)?.classId;
    const votesOf = (classId: string) => said.filter((other) => other === classId).length;
    const mostSaid = said.reduce<string | undefined>(
      (best, classId) => (best === undefined || votesOf(classId) >= votesOf(best) ? classId : best),
      undefined,
    );
    const labelClassId = word ?? mostSaid;
    if (labelClassId === undefined) return [];
    const votes = votesOf(labelClassId);
    const all = { sampleId, annotators: said.length };
    if (task === "single") return [{ ...all, labelClassId, labelClassIds: null, votes }];
    // Everybody said one class here: it takes more than half of them, or half and the last word.
    const isVoted = (classId: string) =>
      2 * votesOf(classId) > said.length || (2 * votesOf(classId) === said.length && said.at(-1) === classId);
    const labelClassIds = word === undefined ? [...new Set(said)].filter(isVoted) : [word];
    return [{ ...all, labelClassId: null, labelClassIds, votes: said.length }];
  });
  const told = resolved.map(({ sampleId, labelClassId, labelClassIds, votes, annotators: all }) => {
    return { sampleId, labelClassId, labelClassIds, votes, annotators: all };
  });
  expect(told.sort((a, b) => a.sampleId - b.sampleId)).toEqual(expected);
}

test("annotators who label one sample at the same instant are all counted", async () => {
  const bench = await arrangeBench(db, { samples: 1 });
  const { projectId, classIds, sampleIds } = bench;
  const everybody = [bench.annotatorId];
  for (let i = 0; i < 9; i++) everybody.push(await arrangeMember(db, projectId, "annotator"));
  const labelIt = (annotatorId: string, labelClassId: string) =>
    recordAnnotation(db, {
      ...{ id: randomUUID(), projectId, annotatorId, source: "annotator" },
      input: { action: "label", sampleId: sampleIds[0]!, labelClassId, seconds: 1 },
    });
  await Promise.all(everybody.map((who, i) => labelIt(who, classIds[i < 7 ? 0 : 1]!)));
  const found = await db.select().from(labels).where(eq(labels.projectId, projectId));
  expect(found).toMatchObject([{ labelClassId: classIds[0], votes: 7, annotators: 10 }]);
});

test("whatever annotators do in whatever order, samples go where they should and every decision is kept", async () => {
  const history = fc.array(fc.oneof(take, take, decide, decide, undo, expire, giveBack, republish), {
    minLength: 5,
    maxLength: 25,
  });
  const tasks = fc.constantFrom("single" as const, "multi" as const);
  const property = fc.asyncProperty(history, tasks, async (steps, task) => {
    const bench = await arrangeBench(db, { samples: sampleCount, project: { task } });
    const others = await Promise.all(
      Array.from({ length: annotatorCount - 1 }, () => arrangeMember(db, bench.projectId, "annotator")),
    );
    const world = { task, bench, annotators: [bench.annotatorId, ...others], model: new Model() };
    for (const step of steps) await step(world);
    for (const { id, who: by, input } of world.model.decisions) {
      expect((await put(world, id, by, input)).id).toBe(id);
    }
    await expectDerived(world);
  });
  await fc.assert(property, { numRuns: 30 });
}, 60_000);
