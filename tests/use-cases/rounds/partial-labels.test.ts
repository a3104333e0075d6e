import { desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { readQuality } from "@/db/queries/quality";
import { classCandidates, leases, queueEntries } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { modelVersions } from "@/db/schema/rounds";
import type { AnnotationRequest } from "@/lib/contracts/labeling";
import { newId } from "@/lib/ids";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import type { WorkerContext } from "@/workers/context";
import { handleEncode } from "@/workers/handle-encode";
import { handleGraph } from "@/workers/handle-graph";
import { handleOutlook } from "@/workers/handle-outlook";
import { handleRound } from "@/workers/handle-round";
import { type ArrangedProject, arrangeProject } from "../../setup/arrange-project";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";
import { waitingRounds } from "../labeling/arrange";

const rowCount = 240;
const isReserved = (row: number) => isHoldout(1, row, 0.25);
const open = Array.from({ length: rowCount }, (_, row) => row).filter((row) => !isReserved(row));

const topics = [
  "the team won the match after a late goal by the striker in the league",
  "the bank raised its interest rate as inflation hit the market and shares fell",
  "clouds bring rain and wind from the north while the sun stays behind them",
];
/** Sport, money, both, or the weather and thus neither. */
const setOf = (row: number) => [[0], [1], [0, 1], []][row % 4]!;
const [SPORT, MONEY] = [0, 1];

function textOf(row: number): string {
  const classes = setOf(row);
  const turned = (classes.length === 0 ? [2] : classes).map((topic) => {
    const words = topics[topic]!.split(" ");
    const from = row % words.length;
    return [...words.slice(from), ...words.slice(0, from)].slice(0, 8 + (row % 5)).join(" ");
  });
  return `${turned.join(" and ")} ${row}`;
}

describe("rounds of a project whose samples may have several classes, asked about one of them", () => {
  let db: Db;
  let worker: WorkerContext;
  let project: ArrangedProject;

  beforeAll(async () => {
    ({ db } = await createTestDatabase());
    worker = createInProcessWorker(db);
    const texts = Array.from({ length: rowCount }, (_, row) => textOf(row));
    project = await arrangeProject(db, texts, { classNames: ["sport", "money"] });
    await db.update(projects).set({ task: "multi" }).where(eq(projects.id, project.projectId));
    await handleEncode(worker, project);
    await handleGraph(worker, project);
  });

  async function record(input: AnnotationRequest): Promise<string> {
    const { projectId, userId: annotatorId } = project;
    const { id } = await recordAnnotation(db, {
      id: newId(),
      projectId,
      annotatorId,
      source: "annotator",
      input,
    });
    return id;
  }

  /** Yes or no, as it is true. */
  function answer(row: number, classIndex: number): Promise<string> {
    return record({
      action: setOf(row).includes(classIndex) ? "accept" : "reject",
      sampleId: project.sampleIds[row]!,
      labelClassId: project.labelClassIds[classIndex]!,
      seconds: 1,
      screen: "binary",
    });
  }

  /** A sample of the holdout measures only where a draw handed it out. */
  async function label(row: number): Promise<string> {
    if (isReserved(row)) {
      await db.insert(leases).values({
        ...{ projectId: project.projectId, annotatorId: project.userId, sampleId: project.sampleIds[row]! },
        ...{ slot: "holdout", strategy: "random", score: 1, propensity: 1, generation: 1 },
        ...{ leasedAt: new Date(), expiresAt: new Date(Date.now() + 60_000) },
      });
    }
    const labelClassIds = setOf(row).map((classIndex) => project.labelClassIds[classIndex]!);
    return record({ action: "label-set", sampleId: project.sampleIds[row]!, labelClassIds, seconds: 1 });
  }

  async function runRound() {
    const { projectId } = project;
    await handleRound(worker, { projectId, cause: "labels" });
    await worker.classCandidates.flush();
    const [model] = await db
      .select()
      .from(modelVersions)
      .where(eq(modelVersions.projectId, projectId))
      .orderBy(desc(modelVersions.number));
    const found = await db.select().from(classCandidates).where(eq(classCandidates.projectId, projectId));
    const candidates = found.map(({ labelClassId, sampleId }) => {
      const classIndex = project.labelClassIds.indexOf(labelClassId);
      return { classIndex, row: project.sampleIds.indexOf(sampleId) };
    });
    const queued = await db.select().from(queueEntries).where(eq(queueEntries.projectId, projectId));
    const queuedRows = new Set(queued.map(({ sampleId }) => project.sampleIds.indexOf(sampleId)));
    return { model: model!, candidates, queuedRows };
  }

  it("are asked for by answers, and learn the class from them alone, when there is no label yet", async () => {
    const asked = open.slice(0, 32);
    for (const row of asked) await answer(row, MONEY);
    expect(await waitingRounds(db, project.projectId)).toMatchObject([{ cause: "labels", isDue: true }]);
    const { model, candidates, queuedRows } = await runRound();
    expect(model).toMatchObject({ learner: "one-vs-rest", trainingLabels: 0, labelsSpent: 0 });
    expect(model.chosen.reason).toContain("32 of which were answered by themselves");
    expect(new Set(candidates.map(({ classIndex }) => classIndex))).toEqual(new Set([MONEY]));
    expect(candidates.filter(({ row }) => asked.includes(row) || isReserved(row))).toEqual([]);
    const right = candidates.filter(({ row }) => setOf(row).includes(MONEY));
    expect(candidates.length).toBeGreaterThan(40);
    expect(right.length / candidates.length).toBeGreaterThan(0.85);
    // They are open for all classes still.
    expect(asked.some((row) => queuedRows.has(row))).toBe(true);
  });

  it("learn from a label in place of what was answered before, and count what each class was learned from", async () => {
    for (let row = 0; row < 24; row++) await label(row);
    const superseded = open.slice(0, 32).filter((row) => row < 24).length;
    const left = 32 - superseded;
    const { model, candidates } = await runRound();
    expect(model).toMatchObject({ trainingLabels: superseded, labelsSpent: 24 });
    expect(model.chosen.reason).toContain(`${left} of which were answered by themselves`);
    expect(new Set(candidates.map(({ classIndex }) => classIndex))).toEqual(new Set([SPORT, MONEY]));
    await handleOutlook(worker, project);
    const { perClass } = (await readQuality(db, project.projectId))!;
    const learned = (classIndex: number) =>
      perClass.find(({ labelClassId }) => labelClassId === project.labelClassIds[classIndex])!.trainingLabels;
    const having = (classIndex: number, rows: readonly number[]) =>
      rows.filter((row) => setOf(row).includes(classIndex)).length;
    const labeled = open.filter((row) => row < 24);
    expect(learned(SPORT)).toBe(having(SPORT, labeled));
    expect(learned(MONEY)).toBe(having(MONEY, open.slice(0, 32)));
  });

  it("forget what is taken back", async () => {
    const row = open[40]!;
    const id = await answer(row, MONEY);
    const count = async () =>
      Number(/, (\d+) of which/.exec(String((await runRound()).model.chosen.reason))![1]);
    const before = await count();
    await record({ action: "undo", undoes: id });
    expect(await count()).toBe(before - 1);
  });
});
