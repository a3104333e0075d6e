import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { queueEntries } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { evaluations, modelVersions } from "@/db/schema/rounds";
import { newId } from "@/lib/ids";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { addLabelClass } from "@/lib/projects/add-label-class";
import { type Pin, pinModel } from "@/lib/rounds/pin-model";
import { handleEncode } from "@/workers/handle-encode";
import { handleRound } from "@/workers/handle-round";
import { type ArrangedProject, arrangeLabels, arrangeProject } from "../../setup/arrange-project";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();
const worker = createInProcessWorker(db);
const words = [
  ["match goal striker league team", "bank rate inflation market shares"],
  ["coach season defender cup win", "profit trade export price bond"],
];

async function arrangeTrained(): Promise<ArrangedProject> {
  const texts = Array.from({ length: 60 }, (_, row) => `${words[(row >> 1) % 2]![row % 2]} ${row}`);
  const project = await arrangeProject(db, texts, { classNames: ["sport", "money"] });
  await handleEncode(worker, project);
  await label(project, 0, 12);
  await runRound(project);
  return project;
}

/** Row parity is the class. */
async function label(project: ArrangedProject, from: number, to: number) {
  const rows = Array.from({ length: to - from }, (_, i) => from + i);
  await arrangeLabels(
    db,
    project,
    rows.map((row) => ({
      row,
      classIndex: row % 2,
      slot: isHoldout(1, row, 0.25) ? ("holdout" as const) : ("query" as const),
    })),
  );
}

const runRound = ({ projectId }: ArrangedProject) => handleRound(worker, { projectId, cause: "labels" });

const modelsOf = ({ projectId }: ArrangedProject) =>
  db.select().from(modelVersions).where(eq(modelVersions.projectId, projectId)).orderBy(modelVersions.number);

const pin = ({ projectId }: ArrangedProject, which: Pin) => pinModel(db, { projectId, pin: which });

async function rankedBy({ projectId }: ArrangedProject): Promise<string | null> {
  const [entry] = await db
    .select()
    .from(queueEntries)
    .where(eq(queueEntries.projectId, projectId))
    .orderBy(desc(queueEntries.generation))
    .limit(1);
  return entry!.modelVersionId;
}

test("a frozen project trains no model, and the newest ranks each queue until it is let go", async () => {
  const project = await arrangeTrained();
  await pin(project, "newest");
  await label(project, 12, 20);
  await runRound(project);
  const [frozen, ...others] = await modelsOf(project);
  expect(others).toEqual([]);
  expect(await rankedBy(project)).toBe(frozen!.id);

  await pin(project, null);
  await runRound(project);
  const models = await modelsOf(project);
  expect(models.map(({ number }) => number)).toEqual([1, 2]);
  expect(await rankedBy(project)).toBe(models[1]!.id);
});

test("an earlier model that is gone back to ranks the pool, and is measured on the holdout known now", async () => {
  const project = await arrangeTrained();
  await label(project, 12, 20);
  await runRound(project);
  await pin(project, 1);
  await label(project, 20, 40);
  await runRound(project);
  const models = await modelsOf(project);
  expect(models.map(({ number }) => number)).toEqual([1, 2]);
  expect(await rankedBy(project)).toBe(models[0]!.id);
  const [measured] = await db.select().from(evaluations).where(eq(evaluations.modelVersionId, models[0]!.id));
  const heldOut = Array.from({ length: 40 }, (_, row) => row).filter((row) => isHoldout(1, row, 0.25));
  expect(measured!.holdoutCount).toBe(heldOut.length);
});

test("a model of other classes cannot be held on to, and one that is lets go when classes change", async () => {
  const project = await arrangeTrained();
  const { projectId } = project;
  await pin(project, "newest");
  await addLabelClass(db, { id: newId(), projectId, name: "weather" });
  await runRound(project);
  const [found] = await db.select().from(projects).where(eq(projects.id, projectId));
  expect(found!.pinnedModelVersionId).toBeNull();
  expect(await modelsOf(project)).toHaveLength(2);
  await expect(pin(project, 1)).rejects.toMatchObject({ code: "model_not_usable" });
  await expect(pin(project, 7)).rejects.toMatchObject({ code: "model_not_found" });
});
