import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readProjectSettings } from "@/db/queries/project-settings";
import { users } from "@/db/schema/accounts";
import { mostPlanted, updateLabelClassSchema, updateProjectSchema } from "@/lib/contracts/projects";
import { createProject } from "@/lib/projects/create-project";
import { updateLabelClass } from "@/lib/projects/update-label-class";
import { updateProject } from "@/lib/projects/update-project";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();
await db.insert(users).values({ id: "ada", name: "Ada", email: "ada@example.org" });

async function newProject(task?: "single" | "multi") {
  const { id } = await createProject(db, {
    id: randomUUID(),
    name: "News",
    modality: "text",
    ...(task && { task }),
    labelClasses: ["World", "Sports"],
    budget: 100,
    seed: 1,
    ownerId: "ada",
    newId: randomUUID,
  });
  return id;
}

const read = async (projectId: string) => (await readProjectSettings(db, projectId))!;

test("a project asks for one class a sample unless several are wanted", async () => {
  expect((await read(await newProject())).task).toBe("single");
  expect((await read(await newProject("multi"))).task).toBe("multi");
});

test("what is given changes, what is left out stays", async () => {
  const id = await newProject();
  await updateProject(db, id, { name: "News desk", budget: null });
  await updateProject(db, id, { suggestions: "after-key", plantedShare: 0.05, skipAsksReason: true });
  expect(await read(id)).toMatchObject({
    name: "News desk",
    budget: null,
    suggestions: "after-key",
    plantedShare: expect.closeTo(0.05),
    skipAsksReason: true,
    guidelinesChangedAt: null,
    pausedAt: null,
  });
});

test("guidelines that differ are marked as changed, the same ones again are not", async () => {
  const id = await newProject();
  await updateProject(db, id, { guidelines: "World: politics.\nSports: the rest." });
  const { guidelines, guidelinesChangedAt } = await read(id);
  expect(guidelines).toBe("World: politics.\nSports: the rest.");
  expect(guidelinesChangedAt).not.toBeNull();
  await updateProject(db, id, { guidelines, name: "Renamed" });
  expect((await read(id)).guidelinesChangedAt).toBe(guidelinesChangedAt);
});

test("a definition or an example that differs marks the guidelines as changed", async () => {
  const projectId = await newProject();
  const labelClassId = (await read(projectId)).labelClasses[1]!.id;
  await updateLabelClass(db, { projectId, labelClassId, description: "Games and those who play them." });
  const first = await read(projectId);
  expect(first.guidelinesChangedAt).not.toBeNull();
  await updateLabelClass(db, { projectId, labelClassId, description: "Games and those who play them." });
  expect((await read(projectId)).guidelinesChangedAt).toBe(first.guidelinesChangedAt);
  await updateLabelClass(db, { projectId, labelClassId, examples: ["A goal, at last", "3:2 🎉"] });
  const second = await read(projectId);
  expect(second.guidelinesChangedAt! > first.guidelinesChangedAt!).toBe(true);
  expect(second.labelClasses[1]).toMatchObject({
    description: "Games and those who play them.",
    examples: ["A goal, at last", "3:2 🎉"],
  });
});

test("another project's class cannot be defined through one's own", async () => {
  const [projectId, other] = [await newProject(), await newProject()];
  const labelClassId = (await read(other)).labelClasses[0]!.id;
  await expect(updateLabelClass(db, { projectId, labelClassId, description: "x" })).rejects.toMatchObject({
    code: "label_class_not_found",
  });
  expect((await read(other)).labelClasses[0]!.description).toBe("");
});

test("a project is paused since the first press, and goes on", async () => {
  const id = await newProject();
  await updateProject(db, id, { isPaused: true });
  const { pausedAt } = await read(id);
  expect(pausedAt).not.toBeNull();
  await updateProject(db, id, { isPaused: true });
  expect((await read(id)).pausedAt).toBe(pausedAt);
  await updateProject(db, id, { isPaused: false });
  expect((await read(id)).pausedAt).toBeNull();
});

test("what the outlook depends on has it measured again, and nothing else does", async () => {
  const id = await newProject();
  const key = `outlook:${id}`;
  const isAsked = async () => {
    const { rows } = await db.execute(sql`select from graphile_worker.jobs where key = ${key}`);
    await db.execute(sql`select graphile_worker.remove_job(${key})`);
    return rows.length === 1;
  };
  await updateProject(db, id, { hourlyRate: 24, currency: "EUR", budget: 100, targetMetric: "accuracy" });
  expect(await isAsked()).toBe(false);
  await updateProject(db, id, { budget: 200 });
  expect(await isAsked()).toBe(false);
  const changes = [{ target: 0.88 }, { targetMetric: "macroF1" }, { holdoutWidth: 0.08 }] as const;
  for (const change of changes) {
    await updateProject(db, id, change);
    expect(await isAsked(), JSON.stringify(change)).toBe(true);
    await updateProject(db, id, change);
    expect(await isAsked(), `${JSON.stringify(change)} again`).toBe(false);
  }
  await expect(updateProject(db, id, { target: 2 })).rejects.toMatchObject({ code: "target_out_of_reach" });
  expect(await isAsked()).toBe(false);
});

test("a project that is gone says so", async () => {
  await expect(updateProject(db, randomUUID(), { name: "x" })).rejects.toMatchObject({
    code: "project_not_found",
  });
  expect(await readProjectSettings(db, randomUUID())).toBeNull();
});

test("more planted suggestions than may be, empty names and empty examples are refused", () => {
  expect(updateProjectSchema.safeParse({ plantedShare: mostPlanted }).success).toBe(true);
  for (const wrong of [
    { plantedShare: mostPlanted + 0.01 },
    { plantedShare: -0.1 },
    { name: " " },
    { budget: 0 },
  ]) {
    expect(updateProjectSchema.safeParse(wrong).success).toBe(false);
  }
  expect(updateLabelClassSchema.safeParse({ examples: ["  "] }).success).toBe(false);
});
