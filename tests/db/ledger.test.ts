import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { readLedger } from "@/db/queries/ledger";
import { users } from "@/db/schema/accounts";
import { annotations } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { evaluations, modelVersions } from "@/db/schema/rounds";
import { ledgerSchema } from "@/lib/contracts/ledger";
import { newId } from "@/lib/ids";
import { arrangeEncoding, arrangeModel } from "../setup/arrange-model";
import { type ArrangedProject, arrangeProject } from "../setup/arrange-project";
import { createTestDatabase } from "../setup/test-database";

const { db } = await createTestDatabase();
await db.insert(users).values({ id: "bob", name: "Bob", email: "bob@example.org" });

let project: ArrangedProject;

beforeEach(async () => {
  project = await arrangeProject(db, ["a", "b", "c", "d", "e", "f"], { classNames: ["ham", "spam", "news"] });
});

type Act = Partial<Omit<typeof annotations.$inferInsert, "sampleId" | "labelClassIds">> & {
  readonly row: number;
  readonly seconds: number | null;
  /** Of the label, or of the labels of a set. */
  readonly classes?: number | readonly number[];
};

async function act({ row, classes, ...values }: Act): Promise<string> {
  const id = newId();
  const idOf = (index: number) => project.labelClassIds[index]!;
  await db.insert(annotations).values({
    id,
    projectId: project.projectId,
    sampleId: project.sampleIds[row]!,
    annotatorId: project.userId,
    action: "label",
    labelClassId: typeof classes === "number" ? idOf(classes) : null,
    labelClassIds: typeof classes === "object" ? classes.map(idOf) : null,
    source: "annotator",
    slot: "query",
    strategy: "margin",
    score: 0,
    propensity: 1,
    generation: 1,
    createdAt: new Date("2026-03-01T10:00:00Z"),
    ...values,
  });
  return id;
}

async function ledger(timeZone = "UTC") {
  return ledgerSchema.parse(await readLedger(db, project.projectId, timeZone));
}

const price = (hourlyRate: number, currency = "USD") =>
  db.update(projects).set({ hourlyRate, currency }).where(eq(projects.id, project.projectId));

describe("the ledger", () => {
  it("is none of a project that does not exist", async () => {
    expect(await readLedger(db, newId(), "UTC")).toBeNull();
  });

  it("of a fresh project has no rows, and no cost without a rate", async () => {
    expect(await ledger()).toEqual({
      hourlyRate: null,
      currency: "USD",
      totals: {
        labels: 0,
        activeSeconds: 0,
        medianSeconds: null,
        cost: null,
        costPerLabel: null,
        goneSeconds: 0,
      },
      people: [],
      classes: [],
      slots: [],
      days: [],
      accuracy: { kind: "tooEarly" },
    });
  });

  it("adds up what was worked out by hand: two people, an undone answer, a replaced one, a skip and an import", async () => {
    await price(3600); // One a second.
    await act({ row: 0, classes: 0, seconds: 4 });
    const wrong = await act({ row: 1, classes: 0, seconds: 10 });
    await act({ row: 1, action: "undo", undoes: wrong, seconds: null });
    await act({ row: 1, classes: 1, seconds: 6, slot: "holdout" });
    await act({ row: 2, action: "skip", seconds: 3, note: "dark" });
    await act({ row: 0, classes: 0, seconds: 8, annotatorId: "bob" });
    await act({ row: 3, classes: 2, seconds: 20, annotatorId: "bob", slot: "explore" });
    // Said again, otherwise: the first answer stands no more.
    await act({ row: 3, classes: 1, seconds: 5, annotatorId: "bob", slot: "explore" });
    await act({
      row: 4,
      classes: 0,
      seconds: null,
      source: "imported",
      slot: "imported",
      annotatorId: "bob",
    });
    const found = await ledger();
    expect(found.totals).toEqual({
      labels: 3,
      activeSeconds: 56,
      // Of 4, 5, 6, 8, 10 and 20.
      medianSeconds: 7,
      cost: 56,
      costPerLabel: 56 / 3,
      goneSeconds: 30,
    });
    expect(found.people).toEqual([
      { number: 1, name: "Ada", isOracle: false, labels: 2, activeSeconds: 23, medianSeconds: 6, cost: 23 },
      { number: 2, name: "Bob", isOracle: false, labels: 2, activeSeconds: 33, medianSeconds: 8, cost: 33 },
    ]);
    expect(found.slots).toEqual([
      { slot: "query", labels: 1, activeSeconds: 25, medianSeconds: 8, cost: 25 },
      { slot: "explore", labels: 1, activeSeconds: 25, medianSeconds: 12.5, cost: 25 },
      { slot: "holdout", labels: 1, activeSeconds: 6, medianSeconds: 6, cost: 6 },
      { slot: "imported", labels: 1, activeSeconds: 0, medianSeconds: null, cost: 0 },
    ]);
    expect(
      found.classes.map(({ kind, name, labels, activeSeconds }) => [kind, name, labels, activeSeconds]),
    ).toEqual([
      ["class", "ham", 1, 22],
      ["class", "spam", 2, 11],
      ["class", "news", 0, 20],
      ["other", "", 0, 3],
    ]);
    const sum = (rows: readonly { activeSeconds: number }[]) =>
      rows.reduce((total, { activeSeconds }) => total + activeSeconds, 0);
    for (const rows of [found.people, found.slots, found.classes, found.days]) expect(sum(rows)).toBe(56);
  });

  it("shares the time of a set among its classes, and counts it for each", async () => {
    await db.update(projects).set({ task: "multi" }).where(eq(projects.id, project.projectId));
    await act({ row: 0, classes: [0, 1], seconds: 8 });
    await act({ row: 1, classes: [1], seconds: 2 });
    await act({ row: 2, classes: [], seconds: 1 });
    const found = await ledger();
    expect(
      found.classes.map(({ kind, name, labels, activeSeconds }) => [kind, name, labels, activeSeconds]),
    ).toEqual([
      ["class", "ham", 1, 4],
      ["class", "spam", 2, 6],
      ["none", "", 1, 1],
    ]);
    expect(found.totals).toMatchObject({ labels: 3, activeSeconds: 11 });
  });

  it("tells known answers that were played apart from the person's own", async () => {
    await act({ row: 0, classes: 0, seconds: 4 });
    await act({ row: 1, classes: 0, seconds: 0, source: "oracle" });
    const found = await ledger();
    expect(
      found.people.map(({ number, isOracle, labels, activeSeconds }) => [
        number,
        isOracle,
        labels,
        activeSeconds,
      ]),
    ).toEqual([
      [1, false, 1, 4],
      [1, true, 1, 0],
    ]);
  });

  it("begins days where the reader is", async () => {
    await act({ row: 0, classes: 0, seconds: 4, createdAt: new Date("2026-03-01T23:30:00Z") });
    await act({ row: 1, classes: 0, seconds: 5, createdAt: new Date("2026-03-02T10:00:00Z") });
    expect((await ledger("Europe/Berlin")).days).toEqual([
      { day: "2026-03-02", labels: 2, activeSeconds: 9, cost: null },
    ]);
    expect((await ledger("UTC")).days.map(({ day, labels }) => [day, labels])).toEqual([
      ["2026-03-01", 1],
      ["2026-03-02", 1],
    ]);
  });
});

describe("a point of accuracy", () => {
  async function measure(points: readonly { correct: number; activeSeconds: number | null }[]) {
    const { projectId, labelClassIds } = project;
    const encodingId = await arrangeEncoding(db, projectId);
    for (const [i, { correct }] of points.entries()) {
      const number = i + 1;
      await arrangeModel(db, { number, projectId, labelClassIds, encodingId, correct, holdoutCount: 100 });
    }
    const versions = await db
      .select({ id: modelVersions.id, number: modelVersions.number })
      .from(modelVersions)
      .where(eq(modelVersions.projectId, projectId));
    for (const { id, number } of versions) {
      const { activeSeconds } = points[number - 1]!;
      await db.update(modelVersions).set({ activeSeconds }).where(eq(modelVersions.id, id));
    }
    return (await ledger()).accuracy;
  }

  it("is not told before two models are measured", async () => {
    expect(await measure([{ correct: 50, activeSeconds: 10 }])).toEqual({ kind: "tooEarly" });
  });

  it("is not distinguishable while the intervals of both overlap", async () => {
    const found = await measure([
      { correct: 60, activeSeconds: 10 },
      { correct: 66, activeSeconds: 100 },
    ]);
    expect(found.kind).toBe("indistinguishable");
  });

  it("costs the time between both by the points gained, with the range of their intervals", async () => {
    await price(36);
    const found = await measure([
      { correct: 50, activeSeconds: 100 },
      { correct: 90, activeSeconds: 300 },
    ]);
    const [first, last] = await db
      .select({ low: evaluations.low, high: evaluations.high })
      .from(evaluations)
      .where(eq(evaluations.projectId, project.projectId))
      .orderBy(evaluations.accuracy);
    if (found.kind !== "gained") throw new Error(found.kind);
    expect(found).toMatchObject({ labels: 7, activeSeconds: 200 });
    expect(found.points).toBeCloseTo(40, 3);
    expect(found.secondsPerPoint.value).toBeCloseTo(5, 3);
    expect(found.secondsPerPoint.low).toBeCloseTo(200 / (100 * (last!.high - first!.low)), 3);
    expect(found.secondsPerPoint.high).toBeCloseTo(200 / (100 * (last!.low - first!.high)), 3);
    expect(found.costPerPoint!.value).toBeCloseTo(0.05, 5);
  });

  it("is of models of today's classes alone", async () => {
    const { projectId, labelClassIds } = project;
    const encodingId = await arrangeEncoding(db, projectId);
    const arrange = (number: number, classes: string[], correct: number) =>
      arrangeModel(db, {
        ...{ number, projectId, encodingId, correct, holdoutCount: 100, labelClassIds: classes },
        values: { activeSeconds: number * 100 },
      });
    await arrange(1, labelClassIds.slice(0, 2), 98);
    await arrange(2, labelClassIds, 40);
    expect((await ledger()).accuracy).toEqual({ kind: "tooEarly" });
    await arrange(3, labelClassIds, 55);
    await arrange(4, labelClassIds, 90);
    await arrange(5, labelClassIds.slice(1), 20);
    expect((await ledger()).accuracy).toMatchObject({ kind: "gained", labels: 14, activeSeconds: 200 });
  });

  it("is not told where accuracy fell", async () => {
    const found = await measure([
      { correct: 90, activeSeconds: 100 },
      { correct: 50, activeSeconds: 300 },
    ]);
    expect(found.kind).toBe("fell");
  });

  it("needs the time until the first model", async () => {
    const found = await measure([
      { correct: 50, activeSeconds: null },
      { correct: 90, activeSeconds: 300 },
    ]);
    expect(found).toEqual({ kind: "tooEarly" });
  });
});
