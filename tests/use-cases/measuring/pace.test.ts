import { readFile } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { catalogues } from "@/app/_strings/catalogue";
import { readLedgerWork } from "@/db/queries/ledger-work";
import { readWorkedQuarters } from "@/db/queries/worked-quarters";
import { users } from "@/db/schema/accounts";
import { paceSchema, type Step } from "@/lib/contracts/trends";
import { foldWork } from "@/lib/labeling/fold-work";
import { readPace } from "@/lib/measuring/read-pace";
import { type ArrangedProject, arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";
import { type Act, act } from "./arrange-acts";

const { db } = await createTestDatabase();
await db.insert(users).values({ id: "bob", name: "Bob", email: "bob@example.org" });

let project: ArrangedProject;
let row: number;

beforeEach(async () => {
  project = await arrangeProject(
    db,
    Array.from({ length: 400 }, (_, i) => `text ${i}`),
  );
  row = 0;
});

/** So many labels one after another, all given at this minute, each in so many seconds. */
async function label(count: number, at: string, seconds: number, values: Partial<Act> = {}) {
  for (let i = 0; i < count; i++) {
    await act(db, project, { row: row++, classes: i % 2, at, seconds, ...values });
  }
}

async function pace(step?: Step, timeZone = "UTC") {
  return paceSchema.parse(await readPace(db, project.projectId, { timeZone, step }));
}

describe("the pace of a project", () => {
  it("is empty before the first answer", async () => {
    expect(await pace()).toEqual({
      step: "quarter",
      bins: [],
      perHour: null,
      seconds: null,
    });
  });

  it("leaves breaks out: an hour is one of active time, where one person works", async () => {
    await label(30, "09:05", 10);
    await label(30, "11:50", 20);
    const { bins, perHour, seconds } = await pace("hour");
    expect(bins.map(({ start, labels, workedSeconds }) => [start, labels, workedSeconds])).toEqual([
      ["2026-03-01T09:00", 30, 300],
      ["2026-03-01T11:00", 30, 600],
    ]);
    expect(bins.map((bin) => [bin.perHour?.value, bin.seconds?.value, bin.timed])).toEqual([
      [360, 10, 30],
      [180, 20, 30],
    ]);
    // Half as fast, of 30 labels each: within three standard errors.
    expect(perHour).toEqual({ newest: 180, before: 360, isTelling: false });
    expect(seconds).toEqual({ newest: 20, before: 10, isTelling: true });
  });

  it("adds up people who work at once: a quarter of an hour holds no more than one", async () => {
    await label(40, "09:05", 15);
    await label(40, "09:10", 15, { annotatorId: "bob" });
    const { bins } = await pace("quarter");
    // Twice ten minutes in one quarter of an hour.
    expect(bins).toMatchObject([{ labels: 80, workedSeconds: 900, perHour: { value: 320 } }]);
  });

  it("takes work of an hour that was sent at once for that of a quarter, which the note tells", async () => {
    await label(60, "09:05", 60);
    const { bins } = await pace("quarter");
    expect(bins).toMatchObject([{ labels: 60, workedSeconds: 900, perHour: { value: 240 } }]);
    expect(catalogues.en.trends.throughput.note).toContain("Work done offline counts when it is sent");
    expect(catalogues.de.trends.throughput.note).toContain("offline");
  });

  it("neither moves a label that is corrected or settled into another time, nor counts what took none", async () => {
    await label(10, "09:05", 10);
    const before = await pace("hour");
    await foldWork(db);
    await act(db, project, { row: 0, classes: 1, at: "10:05", screen: "history" });
    for (let made = 0; made < 10; made++) {
      await act(db, project, { row: made, classes: 0, at: "11:05", screen: "review" });
    }
    expect(before.bins).toMatchObject([{ labels: 10, workedSeconds: 100, perHour: { value: 360 } }]);
    expect(await pace("hour")).toEqual(before);
    await foldWork(db);
    expect(await pace("hour")).toEqual(before);
    // Nor where somebody labels meanwhile.
    await label(10, "11:10", 10);
    await foldWork(db);
    expect((await pace("hour")).bins.map(({ labels, perHour }) => [labels, perHour?.value])).toEqual([
      [10, 360],
      [10, 360],
    ]);
  });

  it("counts answers of many at once, which took less than a tenth of a second each", async () => {
    await label(20, "09:05", 0.04, { screen: "grid" });
    await foldWork(db);
    expect((await pace("hour")).bins).toMatchObject([{ labels: 20 }]);
  });

  it("tells the same of what was summed before sums told apart what took time", async () => {
    await label(6, "09:05", 10);
    await label(6, "09:06", 0, { source: "oracle" });
    await act(db, project, { row: 0, classes: 1, at: "10:05", screen: "history" });
    await act(db, project, { row: 1, action: "skip", at: "10:06" });
    await foldWork(db);
    const summed = async () => {
      const { rows } = await db.execute(sql`
        select key, given, given_ms, began from work_sums
        where project_id = ${project.projectId} and summed_by = 'quarter' and given > 0 order by key`);
      const { days } = await readLedgerWork(db, project.projectId, "UTC");
      return { rows, days, quarters: await readWorkedQuarters(db, project.projectId, "UTC") };
    };
    const before = await summed();
    // What people gave, what was played, the correction and the skip: each by itself. A skip leaves no label.
    expect(before.rows).toHaveLength(4);
    expect(before.days).toMatchObject([{ labels: 11 }]);
    const migration = await readFile("db/migrations/0024_label_changes.sql", "utf8");
    await db.execute(sql.raw(migration.slice(migration.indexOf("DELETE FROM work_sums"))));
    expect(await summed()).toEqual(before);
  });

  it("chooses the longest step with four bins, and days begin where the reader is", async () => {
    await label(5, "09:05", 10);
    expect((await pace()).step).toBe("quarter");
    for (const at of ["10:05", "11:05", "12:05"]) await label(5, at, 10);
    expect((await pace()).step).toBe("hour");
    for (const day of ["02", "03", "04"]) {
      await label(5, "09:00", 10, { createdAt: new Date(`2026-03-${day}T23:30:00Z`) });
    }
    const { step, bins } = await pace();
    expect([step, bins.length]).toEqual(["day", 4]);
    const inBerlin = await pace("day", "Europe/Berlin");
    expect(inBerlin.bins.map(({ start }) => start)).toEqual([
      "2026-03-01T00:00",
      "2026-03-03T00:00",
      "2026-03-04T00:00",
      "2026-03-05T00:00",
    ]);
    expect(inBerlin.bins.map(({ timed }) => timed)).toEqual([20, 5, 5, 5]);
  });

  it("times a part of many labels, the newest among them", async () => {
    await label(150, "09:05", 10);
    await label(150, "09:06", 20);
    await label(5, "09:10", 90);
    const { bins } = await pace("quarter");
    expect(bins).toMatchObject([{ labels: 305, timed: 200 }]);
    // A hundred from each end: five of 90, so that the middle is between 10 and 20.
    expect(bins[0]!.seconds?.value).toBe(15);
  });

  it("times labels between many skips", async () => {
    const skip = async (at: string) => {
      for (let i = 0; i < 110; i++) await act(db, project, { row: row++, action: "skip", at, seconds: 1 });
    };
    await skip("09:05");
    await label(40, "09:06", 10);
    await skip("09:07");
    const { bins } = await pace("quarter");
    expect(bins).toMatchObject([{ labels: 40, timed: 40, seconds: { value: 10 } }]);
  });

  it("leaves played answers and labels of files out", async () => {
    await label(10, "09:05", 10);
    await label(10, "09:06", 0, { source: "oracle" });
    await label(10, "09:07", 0, { source: "imported", slot: "imported", seconds: null });
    await label(10, "10:07", 3, { source: "oracle" });
    const { bins } = await pace("quarter");
    expect(bins).toMatchObject([{ labels: 10, workedSeconds: 100, timed: 10, seconds: { value: 10 } }]);
  });
});
