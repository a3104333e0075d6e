import { describe, expect, test } from "vitest";
import { createTestDatabase } from "../../setup/test-database";
import {
  type ArrangedBench,
  arrangeBench,
  arrangeMember,
  expireLeases,
  idsOf,
  publish,
  record,
  take,
  waitingRounds,
} from "./arrange";

const { db } = await createTestDatabase();

const classOf = (project: ArrangedBench, position: number) => project.classIds[position]!;

const refuse = (project: ArrangedBench, sampleId: number, position: number) =>
  record(db, project, {
    action: "reject",
    sampleId,
    labelClassId: classOf(project, position),
    seconds: 1,
    screen: "binary",
  });

/** All of its samples are kept for measuring. */
async function heldOut(classes?: string[]): Promise<ArrangedBench> {
  const project = await arrangeBench(db, { samples: 3, classes, project: { holdoutShare: 1 } });
  await publish(db, project.projectId, project.sampleIds, { slot: "holdout" });
  return project;
}

describe("asked about one class", () => {
  test("with only the holdout left it says so, asks for no round, and any class may be answered", async () => {
    const project = await heldOut();
    const taken = await take(db, project, 2, { labelClassId: classOf(project, 0) });
    expect(taken).toEqual({ samples: [], renewed: [], empty: { reason: "blind", until: null } });
    expect(await waitingRounds(db, project.projectId)).toEqual([]);
    expect(await idsOf(take(db, project, 2))).toHaveLength(2);
  });

  test("where a no is the other of two classes, the holdout is asked about, too", async () => {
    const project = await heldOut(["spam", "ham"]);
    expect(await idsOf(take(db, project, 2, { labelClassId: classOf(project, 0) }))).toHaveLength(2);
  });

  test("when all that is left was answered with no, it says so, until a no is taken back", async () => {
    const project = await arrangeBench(db, { samples: 2 });
    const [first, second] = project.sampleIds as [number, number];
    const { id } = await refuse(project, first, 1);
    await refuse(project, second, 1);
    const ask = (position: number) => take(db, project, 2, { labelClassId: classOf(project, position) });
    expect((await ask(1)).empty).toEqual({ reason: "asked", until: null });
    const causes = (await waitingRounds(db, project.projectId)).map(({ cause }) => cause);
    expect(causes).not.toContain("queue-low");
    expect(await idsOf(ask(2))).toEqual([first, second]);
    await expireLeases(db);
    await record(db, project, { action: "undo", undoes: id });
    await expireLeases(db);
    expect(await idsOf(ask(1))).toEqual([first]);
  });

  test("where a sample may have several classes, a yes is an answer like a no", async () => {
    const project = await arrangeBench(db, { samples: 2, project: { task: "multi" } });
    const [first, second] = project.sampleIds as [number, number];
    await refuse(project, first, 1);
    const yes = {
      action: "accept",
      sampleId: second,
      labelClassId: classOf(project, 1),
      seconds: 1,
    } as const;
    await record(db, project, { ...yes, screen: "binary" });
    const taken = await take(db, project, 2, { labelClassId: classOf(project, 1) });
    expect(taken.empty).toEqual({ reason: "asked", until: null });
  });

  test("a sample that is only not in the queue yet is being prepared, and a round is asked for", async () => {
    const project = await arrangeBench(db, { samples: 3, queued: 0 });
    await refuse(project, project.sampleIds[0]!, 1);
    const taken = await take(db, project, 2, { labelClassId: classOf(project, 1) });
    expect(taken.empty).toEqual({ reason: "preparing", until: null });
    expect(await waitingRounds(db, project.projectId)).toMatchObject([{ cause: "queue-low" }]);
  });

  test("what is with others, and what is decided, is told as for any class", async () => {
    const project = await arrangeBench(db, { samples: 1 });
    const other = await arrangeMember(db, project.projectId, "annotator");
    const [sampleId] = await idsOf(take(db, project, 1, { as: other }));
    const ask = () => take(db, project, 1, { labelClassId: classOf(project, 0) });
    expect((await ask()).empty).toEqual({ reason: "leased", until: expect.any(String) });
    const labelClassId = classOf(project, 2);
    await record(
      db,
      project,
      { action: "label", sampleId: sampleId!, labelClassId, seconds: 1 },
      { as: other },
    );
    expect((await ask()).empty).toEqual({ reason: "done", until: null });
  });
});
