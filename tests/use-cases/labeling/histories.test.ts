import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { currentAnnotations, labels } from "@/db/schema/labels";
import type { AnnotationRequest } from "@/lib/contracts/labeling";
import { giveBackLeases } from "@/lib/labeling/give-back-leases";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { takeLeases } from "@/lib/labeling/take-leases";
import { createTestDatabase } from "../../setup/test-database";
import { type ArrangedBench, arrangeBench, arrangeMember, expireLeases, publish } from "./arrange";

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

  isFree(sampleId: number, who: number): boolean {
    const lease = this.leases.get(sampleId);
    if (lease && !lease.isExpired) return false;
    const closes = ({ who: by, input: { action } }: Decision) =>
      action === "label" || (by === who && (action === "skip" || action === "flag"));
    return !this.decisions.some((one) => !one.isUndone && one.input.sampleId === sampleId && closes(one));
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
    if (lease && !lease.isExpired && lease.who !== decision.who) return false;
    this.leases.set(sampleId, { who: decision.who, isExpired: false });
    return true;
  }
}

interface World {
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

const take = fc.tuple(who, fc.integer({ min: 1, max: 3 })).map(
  ([by, count]): Step =>
    async ({ bench, annotators, model }) => {
      const free = bench.sampleIds.filter((id) => model.isFree(id, by));
      const { projectId } = bench;
      const taken = await takeLeases(db, { projectId, annotatorId: annotators[by]!, count, holding: [] });
      const ids = taken.samples.map(({ sampleId }) => sampleId);
      expect(ids).toEqual(free.slice(0, count));
      for (const id of ids) model.leases.set(id, { who: by, isExpired: false });
    },
);

const action = fc.constantFrom(
  "label" as const,
  "label" as const,
  "skip" as const,
  "flag" as const,
  "reject" as const,
);

const decide = fc.tuple(who, row, action).map(
  ([by, at, act]): Step =>
    async (world) => {
      const sampleId = world.bench.sampleIds[at]!;
      const labelClassId = world.bench.classIds[by]!;
      const decided = { sampleId, seconds: 1 };
      const input = {
        label: { action: "label" as const, ...decided, labelClassId },
        skip: { action: "skip" as const, ...decided },
        flag: { action: "flag" as const, ...decided, note: "torn" },
        reject: { action: "reject" as const, ...decided, labelClassId },
      }[act];
      const decision = { id: randomUUID(), who: by, input, isUndone: false };
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

/** The tables that follow from annotations say what the decisions come to. */
async function expectDerived({ bench: { projectId, sampleIds }, annotators, model }: World) {
  const standing = new Map<string, Decision>();
  for (const decision of model.decisions) {
    if (decision.isUndone || decision.input.action === "reject") continue;
    const key = `${decision.input.sampleId} ${annotators[decision.who]}`;
    // A later decision counts as the newest, wherever the key was first.
    standing.delete(key);
    standing.set(key, decision);
  }
  const current = await db
    .select()
    .from(currentAnnotations)
    .where(eq(currentAnnotations.projectId, projectId));
  const keyed = current.map((row) => [`${row.sampleId} ${row.annotatorId}`, row.annotationId]);
  expect(new Map(keyed as [string, string][])).toEqual(
    new Map([...standing].map(([key, { id }]) => [key, id])),
  );
  const resolved = await db.select().from(labels).where(eq(labels.projectId, projectId));
  const expected = sampleIds.flatMap((sampleId) => {
    const said = [...standing.values()].flatMap(({ input }) =>
      input.action === "label" && input.sampleId === sampleId ? [input.labelClassId] : [],
    );
    const votesOf = (classId: string) => said.filter((other) => other === classId).length;
    const labelClassId = said.reduce<string | null>(
      (best, classId) => (best === null || votesOf(classId) >= votesOf(best) ? classId : best),
      null,
    );
    if (labelClassId === null) return [];
    return [{ sampleId, labelClassId, votes: votesOf(labelClassId), annotators: said.length }];
  });
  const told = resolved.map(({ sampleId, labelClassId, votes, annotators: all }) => {
    return { sampleId, labelClassId, votes, annotators: all };
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
  const property = fc.asyncProperty(history, async (steps) => {
    const bench = await arrangeBench(db, { samples: sampleCount });
    const others = await Promise.all(
      Array.from({ length: annotatorCount - 1 }, () => arrangeMember(db, bench.projectId, "annotator")),
    );
    const world = { bench, annotators: [bench.annotatorId, ...others], model: new Model() };
    for (const step of steps) await step(world);
    for (const { id, who: by, input } of world.model.decisions) {
      expect((await put(world, id, by, input)).id).toBe(id);
    }
    await expectDerived(world);
  });
  await fc.assert(property, { numRuns: 20 });
}, 60_000);
