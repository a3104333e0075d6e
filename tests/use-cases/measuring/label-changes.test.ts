import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { readCorrectedActs, readOpposedSamples } from "@/db/queries/label-changes";
import { users } from "@/db/schema/accounts";
import { projects } from "@/db/schema/projects";
import { type LabelChanges, labelChangesSchema } from "@/lib/contracts/trends";
import { newId } from "@/lib/ids";
import { readLabelChanges } from "@/lib/measuring/read-label-changes";
import { type ArrangedProject, arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";
import { type Act, act } from "./arrange-acts";

const { db } = await createTestDatabase();
for (const id of ["bob", "cy", "dee", "eve", "lead"])
  await db.insert(users).values({ id, name: id, email: `${id}@example.org` });

let project: ArrangedProject;

beforeEach(async () => {
  const texts = Array.from({ length: 40 }, (_, i) => `text ${i}`);
  project = await arrangeProject(db, texts, { classNames: ["ham", "spam", "news"] });
});

const does = (values: Act) => act(db, project, values);
const undo = (row: number, undoes: string, values: Partial<Act> = {}) =>
  does({ row, action: "undo", undoes, seconds: null, ...values });

async function changes(step: "quarter" | "hour" = "hour"): Promise<LabelChanges> {
  return labelChangesSchema.parse(await readLabelChanges(db, project.projectId, { timeZone: "UTC", step }));
}

/** `ham → spam 2`, `ham → – 1`. */
async function pairs(): Promise<string[]> {
  const { pairs: found, labelClasses } = await changes();
  const nameOf = (id: string | null) => labelClasses.find((labelClass) => labelClass.id === id)?.name ?? "–";
  return found.map(({ from, to, count }) => `${nameOf(from)} → ${nameOf(to)} ${count}`);
}

describe("label changes", () => {
  it("are none of a project that does not exist, and none before the first", async () => {
    expect(await readLabelChanges(db, newId(), { timeZone: "UTC" })).toBeNull();
    await does({ row: 0, classes: 0 });
    const { totals, pairs: found, since, share } = await changes();
    expect(totals).toEqual({ labels: 1, changed: 0, takenBack: 0, overruled: 0 });
    expect([found, since, share]).toEqual([[], null, null]);
  });

  it("there and back in the history are two", async () => {
    await does({ row: 0, classes: 0 });
    await does({ row: 0, classes: 1, screen: "history", at: "11:00" });
    await does({ row: 0, classes: 0, screen: "history", at: "12:00" });
    expect(await pairs()).toEqual(["ham → spam 1", "spam → ham 1"]);
    const { bins, totals } = await changes();
    expect(bins.map(({ start, labels, changed }) => [start, labels, changed])).toEqual([
      ["2026-03-01T10:00", 1, 0],
      // Corrections are none of the labels that they are counted against.
      ["2026-03-01T11:00", 0, 1],
      ["2026-03-01T12:00", 0, 1],
    ]);
    expect(totals.changed).toBe(2);
  });

  it("the undo of a change is a change back", async () => {
    await does({ row: 0, classes: 0 });
    const second = await does({ row: 0, classes: 1, screen: "history" });
    await undo(0, second);
    expect(await pairs()).toEqual(["ham → spam 1", "spam → ham 1"]);
  });

  it("the undo of an answer that was replaced already changes nothing", async () => {
    const first = await does({ row: 0, classes: 0 });
    await does({ row: 0, classes: 1, screen: "history" });
    await undo(0, first);
    expect(await pairs()).toEqual(["ham → spam 1"]);
  });

  it("an undo and another answer are one change, an undo and the same one none", async () => {
    const slip = await does({ row: 0, classes: 0 });
    await undo(0, slip);
    await does({ row: 0, classes: 1 });
    const same = await does({ row: 1, classes: 2 });
    await undo(1, same);
    await does({ row: 1, classes: 2 });
    expect(await pairs()).toEqual(["ham → spam 1"]);
    expect((await changes()).totals).toMatchObject({ labels: 4, changed: 1, takenBack: 0 });
  });

  it("what is undone, or skipped later, and not given again was taken back", async () => {
    const first = await does({ row: 0, classes: 0 });
    await undo(0, first);
    await does({ row: 1, classes: 1 });
    await does({ row: 1, action: "skip", screen: "history" });
    const skip = await does({ row: 2, action: "skip" });
    await undo(2, skip);
    expect(await pairs()).toEqual(["ham → – 1", "spam → – 1"]);
    expect((await changes()).totals).toMatchObject({ changed: 0, takenBack: 2 });
  });

  it("found again in a search and answered otherwise, a label was changed", async () => {
    await does({ row: 0, classes: 0 });
    await does({ row: 0, classes: 1, screen: "find" });
    await does({ row: 1, classes: 1, screen: "find" });
    expect(await pairs()).toEqual(["ham → spam 1"]);
  });

  it("found for the first time, samples change nothing: they neither count nor take the place of what does", async () => {
    await does({ row: 0, classes: 0 });
    await does({ row: 0, classes: 1, screen: "history" });
    for (let row = 1; row < 7; row++) await does({ row, classes: 0, screen: "find", at: "10:30" });
    await does({ row: 1, classes: 1, screen: "find", at: "11:00" });
    const { acts, since } = await readCorrectedActs(db, project.projectId, 2);
    expect(new Set(acts.map(({ sample_id }) => Number(sample_id)))).toEqual(
      new Set(project.sampleIds.slice(0, 2)),
    );
    expect(since).toBeNull();
    // How many are looked through has an end: what is beyond is not said to be none.
    for (let row = 7; row < 9; row++) await does({ row, classes: 0, screen: "find", at: "12:00" });
    const later = await readCorrectedActs(db, project.projectId, 2);
    expect(later.acts.map(({ sample_id }) => Number(sample_id))).toEqual(Array(2).fill(project.sampleIds[1]));
    expect(later.since).toBe(Date.parse("2026-03-01T10:30:00Z") / 1000);
  });

  it("another person's answer changes nobody's label", async () => {
    await does({ row: 0, classes: 0 });
    await does({ row: 0, classes: 1, annotatorId: "bob" });
    const theirs = await does({ row: 1, classes: 0 });
    await undo(1, theirs);
    await does({ row: 1, classes: 1, annotatorId: "bob" });
    expect(await pairs()).toEqual(["ham → – 1"]);
  });

  it("most answers overrule the others, and half of them nobody", async () => {
    await does({ row: 0, classes: 0 });
    await does({ row: 0, classes: 1, annotatorId: "bob" });
    expect(await pairs()).toEqual([]);
    await does({ row: 0, classes: 1, annotatorId: "cy", at: "11:00" });
    expect(await pairs()).toEqual(["ham → spam 1"]);
    const { bins, totals } = await changes();
    expect(totals.overruled).toBe(1);
    expect(bins.map(({ overruled }) => overruled)).toEqual([0, 1]);
  });

  it("a lead's word overrules whoever says otherwise, also what they said themselves, until it is taken back", async () => {
    await does({ row: 0, classes: 0 });
    await does({ row: 0, classes: 1, annotatorId: "bob" });
    const word = await does({ row: 0, classes: 1, screen: "review" });
    expect(await pairs()).toEqual(["ham → spam 1"]);
    await undo(0, word);
    expect(await pairs()).toEqual([]);
    await does({ row: 0, classes: 2, screen: "review" });
    expect(await pairs()).toEqual(["ham → news 1", "spam → news 1"]);
    // Whoever sees it and changes their answer is overruled no more.
    await does({ row: 0, classes: 2, annotatorId: "bob", screen: "history" });
    expect((await changes()).totals).toMatchObject({ changed: 1, overruled: 1 });
  });

  it("stay where they were, whoever answers later: overruled by the vote that made the majority, or when given", async () => {
    const overruled = async () => {
      const { bins } = await changes();
      return bins.filter((bin) => bin.overruled > 0).map((bin) => [bin.start.slice(11), bin.overruled]);
    };
    await does({ row: 0, classes: 0, at: "08:00" });
    await does({ row: 0, classes: 1, annotatorId: "bob", at: "09:00" });
    await does({ row: 0, classes: 1, annotatorId: "cy", at: "10:00" });
    expect(await overruled()).toEqual([["10:00", 1]]);
    await does({ row: 0, classes: 1, annotatorId: "dee", at: "11:00" });
    expect(await overruled()).toEqual([["10:00", 1]]);
    await does({ row: 0, classes: 2, annotatorId: "eve", at: "12:00" });
    expect(await overruled()).toEqual([
      ["10:00", 1],
      ["12:00", 1],
    ]);
    await does({ row: 0, classes: 0, screen: "review", at: "13:00", annotatorId: "lead" });
    expect(await overruled()).toEqual([["13:00", 4]]);
  });

  it("are counted against labels that people gave, neither against played answers nor a lead's words", async () => {
    for (let row = 0; row < 5; row++) await does({ row, classes: 0 });
    for (let row = 5; row < 30; row++) await does({ row, classes: 0, source: "oracle", at: "11:00" });
    for (let row = 0; row < 5; row++) await does({ row, classes: 0, screen: "review", annotatorId: "lead" });
    await does({ row: 0, classes: 1, screen: "history" });
    const { bins, totals } = await changes();
    expect(totals).toMatchObject({ labels: 5, changed: 1 });
    expect(bins.map(({ labels }) => labels)).toEqual([5]);
  });

  it("are none where gold is answered wrong: what follows a lead's word was never overruled", async () => {
    await does({ row: 0, classes: 0, screen: "review", annotatorId: "lead", at: "09:00" });
    await does({ row: 0, classes: 1, annotatorId: "bob", at: "10:00" });
    await does({ row: 0, classes: 1, annotatorId: "cy", at: "11:00" });
    expect((await changes()).totals).toMatchObject({ changed: 0, takenBack: 0, overruled: 0 });
  });

  it("where a sample may have several classes, are told by what was added and taken away", async () => {
    await db.update(projects).set({ task: "multi" }).where(eq(projects.id, project.projectId));
    await does({ row: 0, classes: [0, 1] });
    await does({ row: 0, classes: [1, 2], screen: "history" });
    await does({ row: 1, classes: [0] });
    await does({ row: 1, classes: [], screen: "history" });
    // The same set in another order.
    await does({ row: 2, classes: [0, 1] });
    await does({ row: 2, classes: [1, 0], screen: "history" });
    const gone = await does({ row: 3, classes: [1] });
    await undo(3, gone);
    const { classes, totals, pairs: found } = await changes();
    const [ham, spam, news] = project.labelClassIds;
    expect(found).toEqual([]);
    expect(totals).toMatchObject({ changed: 2, takenBack: 1 });
    expect(classes).toEqual([
      { id: ham, added: 0, removed: 2 },
      { id: news, added: 1, removed: 0 },
    ]);
    expect(classes.some(({ id }) => id === spam)).toBe(false);
  });

  it("are compared by the two newest times with labels: more only where chance does not explain it", async () => {
    for (let row = 0; row < 20; row++) await does({ row, classes: 0, at: "09:00" });
    for (let row = 20; row < 40; row++) await does({ row, classes: 0, at: "10:00" });
    await does({ row: 20, classes: 1, screen: "history", at: "10:30" });
    expect((await changes()).share).toEqual({ newest: 1 / 20, before: 0, isTelling: false });
    for (let row = 21; row < 40; row++) await does({ row, classes: 1, screen: "history", at: "10:31" });
    expect((await changes()).share).toEqual({ newest: 1, before: 0, isTelling: true });
    // Too few to be compared.
    await does({ row: 0, classes: 1, screen: "history", at: "11:00" });
    expect((await changes()).share).toEqual({ newest: 1, before: 0, isTelling: true });
  });

  it("are those of the newest corrections and opinions, where there are more than are looked at, since when is told", async () => {
    for (const [row, at] of [
      [0, "10:00"],
      [1, "11:00"],
    ] as const) {
      await does({ row, classes: 0, at: "09:00" });
      await does({ row, classes: 0, annotatorId: "bob", at: "09:30" });
      await does({ row, classes: 1, screen: "history", at });
    }
    const { projectId, sampleIds } = project;
    const secondsOf = (at: string) => Date.parse(`2026-03-01T${at}:00Z`) / 1000;
    const newest = await readCorrectedActs(db, projectId, 1);
    expect(newest.acts.map(({ sample_id }) => Number(sample_id))).toEqual([sampleIds[1], sampleIds[1]]);
    expect(newest.since).toBe(secondsOf("11:00"));
    expect((await readCorrectedActs(db, projectId, 2)).since).toBeNull();
    expect((await readCorrectedActs(db, projectId, 3)).since).toBeNull();
    const opposed = await readOpposedSamples(db, projectId, 1);
    expect(opposed).toEqual({
      samples: [
        {
          answers: [
            { class_ids: [project.labelClassIds[0]], at: secondsOf("09:30") },
            { class_ids: [project.labelClassIds[1]], at: secondsOf("11:00") },
          ],
          word: null,
        },
      ],
      since: secondsOf("11:00"),
    });
  });
});
