import { beforeEach, describe, expect, it } from "vitest";
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
      hasPlayed: false,
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

  it("counts as before when sums are folded, and a label that was changed only once", async () => {
    await label(10, "09:05", 10);
    await foldWork(db);
    await act(db, project, { row: 0, classes: 1, at: "10:05", seconds: 4, screen: "history" });
    const { bins } = await pace("hour");
    expect(bins.map(({ labels, workedSeconds, timed }) => [labels, workedSeconds, timed])).toEqual([
      [9, 100, 10],
      // Who looks at their own answer again knows the sample: its time is none of a label.
      [1, 4, 0],
    ]);
    expect(bins[1]).toMatchObject({ perHour: null, seconds: null });
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

  it("leaves the times of played answers and of files out, and says that answers were played", async () => {
    await label(10, "09:05", 10);
    await label(10, "09:06", 0, { source: "oracle" });
    await label(10, "09:07", 0, { source: "imported", slot: "imported", seconds: null });
    const { bins, hasPlayed } = await pace("quarter");
    expect(bins).toMatchObject([{ labels: 20, timed: 10, seconds: { value: 10 } }]);
    expect(hasPlayed).toBe(true);
  });
});
