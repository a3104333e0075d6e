import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createDb } from "@/db/client";
import { leases, samples } from "@/db/schema/labeling";
import { imports, labelClasses } from "@/db/schema/projects";
import { giveBackLeases } from "@/lib/labeling/give-back-leases";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { takeLeases } from "@/lib/labeling/take-leases";
import { createRandom } from "@/lib/learning/random";
import { createTestDatabase } from "../../setup/test-database";
import {
  type ArrangedBench,
  arrangeBench,
  arrangeMember,
  expireLeases,
  publish,
  waitingRounds,
} from "./arrange";

const { next: random } = createRandom(1);

const { db, url } = await createTestDatabase();

function take(project: ArrangedBench, count: number, options: { as?: string; holding?: number[] } = {}) {
  return takeLeases(
    db,
    {
      projectId: project.projectId,
      annotatorId: options.as ?? project.annotatorId,
      count,
      holding: options.holding ?? [],
    },
    random,
  );
}

const idsOf = (taken: Awaited<ReturnType<typeof take>>) => taken.samples.map(({ sampleId }) => sampleId);

function decide(project: ArrangedBench, sampleId: number, action: "label" | "skip", as?: string) {
  const decision = action === "label" ? { action, labelClassId: project.classIds[0]! } : { action };
  return recordAnnotation(db, {
    id: randomUUID(),
    projectId: project.projectId,
    annotatorId: as ?? project.annotatorId,
    source: "annotator",
    input: { ...decision, sampleId, seconds: 1 },
  });
}

test("hands out the best samples of the live generation, with all that a bench shows", async () => {
  const project = await arrangeBench(db);
  const taken = await take(project, 3);
  expect(idsOf(taken)).toEqual(project.sampleIds.slice(0, 3));
  expect(taken.samples[0]).toMatchObject({ text: "Sample 0", imageUrl: null, metadata: {} });
  expect(taken).toMatchObject({ renewed: [], empty: null });
});

test("a lease says why the sample was handed out and ends in five minutes by the database's clock", async () => {
  const project = await arrangeBench(db);
  await take(project, 1);
  const [lease] = await db.select().from(leases).where(eq(leases.sampleId, project.sampleIds[0]!));
  expect(lease).toMatchObject({
    slot: "explore",
    strategy: "random",
    score: 0.5,
    propensity: 0.25,
    generation: 1,
  });
  expect(lease!.expiresAt.getTime() - lease!.leasedAt.getTime()).toBe(5 * 60_000);
});

test("what is held counts towards the number asked for, and is renewed", async () => {
  const project = await arrangeBench(db);
  const held = idsOf(await take(project, 2));
  await db.update(leases).set({ expiresAt: sql`now() + interval '1 minute'` });
  const taken = await take(project, 3, { holding: held });
  expect(taken.renewed.map(({ sampleId }) => sampleId).sort()).toEqual(held);
  expect(Date.parse(taken.renewed[0]!.expiresAt)).toBeGreaterThan(Date.now() + 4 * 60_000);
  expect(idsOf(taken)).toEqual([project.sampleIds[2]]);
});

test("two tabs of one annotator hold different samples", async () => {
  const project = await arrangeBench(db);
  const first = idsOf(await take(project, 4));
  const second = idsOf(await take(project, 4));
  expect(first.filter((id) => second.includes(id))).toEqual([]);
});

test("an expired lease goes to the next one who asks, and is no longer renewed for the first", async () => {
  const project = await arrangeBench(db, { samples: 1 });
  const other = await arrangeMember(db, project.projectId, "annotator");
  const [sampleId] = idsOf(await take(project, 1));
  await expireLeases(db, [sampleId!]);
  expect(idsOf(await take(project, 1, { as: other }))).toEqual([sampleId]);
  expect((await take(project, 1, { holding: [sampleId!] })).renewed).toEqual([]);
});

test("an expired lease that nobody else took is renewed", async () => {
  const project = await arrangeBench(db, { samples: 1 });
  const [sampleId] = idsOf(await take(project, 1));
  await expireLeases(db, [sampleId!]);
  expect((await take(project, 1, { holding: [sampleId!] })).renewed).toHaveLength(1);
});

test("a labeled sample goes to nobody, a skipped one to the others", async () => {
  const project = await arrangeBench(db, { samples: 3 });
  const other = await arrangeMember(db, project.projectId, "annotator");
  const [labeled, skipped, third] = idsOf(await take(project, 3)) as [number, number, number];
  await decide(project, labeled, "label");
  await decide(project, skipped, "skip");
  await giveBackLeases(db, { ...project, sampleIds: [third] });
  expect(idsOf(await take(project, 3))).toEqual([third]);
  expect(idsOf(await take(project, 3, { as: other }))).toEqual([skipped]);
});

test("giving back frees one's own samples and nobody else's", async () => {
  const project = await arrangeBench(db, { samples: 2 });
  const other = await arrangeMember(db, project.projectId, "annotator");
  const [mine] = idsOf(await take(project, 1));
  const [theirs] = idsOf(await take(project, 1, { as: other }));
  await giveBackLeases(db, { ...project, sampleIds: [mine!, theirs!] });
  expect(idsOf(await take(project, 2))).toEqual([mine]);
});

test("a new generation is served from its start, without samples that are still held", async () => {
  const project = await arrangeBench(db, { samples: 4 });
  const [held] = idsOf(await take(project, 1));
  await publish(db, project.projectId, [...project.sampleIds].reverse());
  const [, second, third, fourth] = project.sampleIds;
  expect(held).toBe(project.sampleIds[0]);
  expect(idsOf(await take(project, 4))).toEqual([fourth, third, second]);
});

test("twenty connections never hand out a sample twice, and hand out every one", async () => {
  const project = await arrangeBench(db, { samples: 200 });
  const annotators = await Promise.all(
    Array.from({ length: 20 }, () => arrangeMember(db, project.projectId, "annotator")),
  );
  const many = createDb(url, { maxConnections: 20 });
  const drain = async (annotatorId: string) => {
    const mine: number[] = [];
    for (;;) {
      const { samples } = await takeLeases(
        many.db,
        { projectId: project.projectId, annotatorId, count: 5, holding: [] },
        random,
      );
      if (samples.length === 0) return mine;
      mine.push(...samples.map(({ sampleId }) => sampleId));
    }
  };
  const handedOut = (await Promise.all(annotators.map(drain))).flat();
  await many.close();
  expect(handedOut).toHaveLength(200);
  expect(new Set(handedOut).size).toBe(200);
});

test("generations that change meanwhile do not make two annotators hold one sample", async () => {
  const project = await arrangeBench(db, { samples: 120 });
  const many = createDb(url, { maxConnections: 12 });
  const takers = await Promise.all(
    Array.from({ length: 10 }, () => arrangeMember(db, project.projectId, "annotator")),
  );
  const swaps = (async () => {
    for (let swap = 0; swap < 10; swap++) {
      const order = swap % 2 === 0 ? [...project.sampleIds].reverse() : project.sampleIds;
      await publish(many.db, project.projectId, order);
    }
  })();
  const handedOut = await Promise.all(
    takers.map(async (annotatorId) => {
      const mine: number[] = [];
      for (let turn = 0; turn < 4; turn++) {
        const taken = await takeLeases(
          many.db,
          { projectId: project.projectId, annotatorId, count: 3, holding: [] },
          random,
        );
        mine.push(...taken.samples.map(({ sampleId }) => sampleId));
      }
      return mine;
    }),
  );
  await swaps;
  await many.close();
  const rest = await take(project, 50);
  const all = [...handedOut.flat(), ...idsOf(rest)];
  expect(new Set(all).size).toBe(all.length);
  expect(all).toHaveLength(120);
});

test("without two classes nothing is handed out", async () => {
  const project = await arrangeBench(db, { classes: ["Only"] });
  expect(await take(project, 3)).toEqual({
    samples: [],
    renewed: [],
    empty: { reason: "no-classes", until: null },
  });
  const archived = await arrangeBench(db);
  await db
    .update(labelClasses)
    .set({ archivedAt: sql`now()` })
    .where(eq(labelClasses.projectId, archived.projectId));
  expect((await take(archived, 3)).empty?.reason).toBe("no-classes");
});

test("an empty pool says so", async () => {
  const project = await arrangeBench(db, { samples: 1 });
  await db.delete(samples).where(eq(samples.projectId, project.projectId));
  expect((await take(project, 3)).empty).toEqual({ reason: "no-samples", until: null });
});

test("while a file is being read, samples and classes are on their way", async () => {
  const project = await arrangeBench(db, { samples: 1, classes: ["Only"] });
  await db.update(imports).set({ state: "running" }).where(eq(imports.projectId, project.projectId));
  expect((await take(project, 3)).empty?.reason).toBe("preparing");
});

test("when the last samples are with others, it says until when", async () => {
  const project = await arrangeBench(db, { samples: 2 });
  const other = await arrangeMember(db, project.projectId, "annotator");
  const held = await take(project, 2);
  const first = held.samples.map(({ expiresAt }) => expiresAt).sort()[0];
  expect((await take(project, 2, { as: other })).empty).toEqual({ reason: "leased", until: first });
});

test("when all are decided, the project is done", async () => {
  const project = await arrangeBench(db, { samples: 2 });
  const [first, second] = idsOf(await take(project, 2)) as [number, number];
  await decide(project, first, "label");
  await decide(project, second, "skip");
  expect((await take(project, 2)).empty).toEqual({ reason: "done", until: null });
});

test("a queue that ran out while the pool has more asks for a round", async () => {
  const project = await arrangeBench(db, { samples: 5, queued: 0 });
  expect((await take(project, 2)).empty).toEqual({ reason: "preparing", until: null });
  expect(await waitingRounds(db, project.projectId)).toMatchObject([{ cause: "queue-low" }]);
});

test("a round is asked for when fewer than twenty entries are left and the pool has more", async () => {
  const project = await arrangeBench(db, { samples: 60, queued: 40 });
  await take(project, 15);
  expect(await waitingRounds(db, project.projectId)).toEqual([]);
  await take(project, 10);
  expect(await waitingRounds(db, project.projectId)).toMatchObject([{ cause: "queue-low" }]);
});

test("no round is asked for when the queue holds all that remains", async () => {
  const project = await arrangeBench(db, { samples: 30 });
  await take(project, 25);
  expect(await waitingRounds(db, project.projectId)).toEqual([]);
});

test("samples whose lease ran out before the queue was made are asked for again", async () => {
  const project = await arrangeBench(db, { samples: 6 });
  const other = await arrangeMember(db, project.projectId, "annotator");
  const left = idsOf(await take(project, 2, { as: other }));
  await publish(db, project.projectId, project.sampleIds.slice(2));
  await take(project, 1);
  expect(await waitingRounds(db, project.projectId)).toEqual([]);
  await expireLeases(db, left);
  await take(project, 1);
  expect(await waitingRounds(db, project.projectId)).toMatchObject([{ cause: "queue-low" }]);
});

test("samples that are taken along stay with their annotator for an hour, also when they are renewed", async () => {
  const project = await arrangeBench(db);
  const request = { projectId: project.projectId, annotatorId: project.annotatorId, along: true };
  const { samples: taken } = await takeLeases(db, { ...request, count: 2, holding: [] }, random);
  const minutesLeft = () =>
    db
      .select({ left: sql<number>`round(extract(epoch from ${leases.expiresAt} - now()) / 60)::int` })
      .from(leases)
      .where(eq(leases.projectId, project.projectId));
  expect(await minutesLeft()).toEqual([{ left: 60 }, { left: 60 }]);
  const holding = taken.map(({ sampleId }) => sampleId);
  await takeLeases(db, { ...request, along: false, count: 2, holding }, random);
  expect(await minutesLeft()).toEqual([{ left: 5 }, { left: 5 }]);
  await takeLeases(db, { ...request, count: 2, holding }, random);
  expect(await minutesLeft()).toEqual([{ left: 60 }, { left: 60 }]);
});
