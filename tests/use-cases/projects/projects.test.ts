import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { listProjects } from "@/db/queries/projects";
import { users } from "@/db/schema/accounts";
import { imports, labelClasses, projects } from "@/db/schema/projects";
import { addLabelClass } from "@/lib/projects/add-label-class";
import { archiveLabelClass } from "@/lib/projects/archive-label-class";
import { createDemoProject } from "@/lib/projects/create-demo-project";
import { createProject } from "@/lib/projects/create-project";
import { createTestDatabase } from "../../setup/test-database";
import { waitingRounds } from "../labeling/arrange";

const { db } = await createTestDatabase();
await db.insert(users).values([
  { id: "ada", name: "Ada", email: "ada@example.org", serverRole: "owner" },
  { id: "bob", name: "Bob", email: "bob@example.org" },
]);

function newProject(name: string, ownerId: string, classes: string[] = []) {
  return createProject(db, {
    id: randomUUID(),
    name,
    modality: "text",
    labelClasses: classes,
    budget: null,
    seed: 1,
    ownerId,
    newId: randomUUID,
  });
}

async function classesOf(projectId: string) {
  const rows = await db.select().from(labelClasses).orderBy(labelClasses.position);
  return rows.filter((row) => row.projectId === projectId);
}

test("a project comes with its classes in order and its maker as lead", async () => {
  const { id } = await newProject("News", "bob", ["World", "Sports"]);
  expect((await classesOf(id)).map(({ name, position }) => [name, position])).toEqual([
    ["World", 0],
    ["Sports", 1],
  ]);
  const listed = await listProjects(db, { id: "bob", serverRole: "member" });
  expect(listed).toMatchObject([
    { id, role: "lead", sampleCount: 0, labelsSpent: 0, accuracy: null, holdoutCount: 0 },
  ]);
});

test("a class named twice is refused and leaves no project behind", async () => {
  await expect(newProject("Twice", "ada", ["A", "A"])).rejects.toMatchObject({
    code: "label_class_repeated",
  });
  expect((await db.select().from(projects)).map((project) => project.name)).not.toContain("Twice");
});

test("members see their own projects, the owner all of them", async () => {
  const { id } = await newProject("Ada's", "ada");
  const bobs = await listProjects(db, { id: "bob", serverRole: "member" });
  expect(bobs.map((project) => project.id)).not.toContain(id);
  const all = await listProjects(db, { id: "ada", serverRole: "owner" });
  expect(all).toHaveLength((await db.select().from(projects)).length);
});

test("an archived class comes back under its name, at its old place", async () => {
  const { id: projectId } = await newProject("Classes", "ada", ["A", "B"]);
  const [first] = await classesOf(projectId);
  await archiveLabelClass(db, { projectId, labelClassId: first!.id });
  expect((await classesOf(projectId))[0]!.archivedAt).not.toBeNull();
  expect(await addLabelClass(db, { id: randomUUID(), projectId, name: "A" })).toEqual({ id: first!.id });
  expect((await classesOf(projectId))[0]).toMatchObject({ name: "A", position: 0, archivedAt: null });
});

test("archiving a class and bringing it back each ask for a round, adding one does not", async () => {
  const { id: projectId } = await newProject("Rounds", "ada", ["A", "B"]);
  const rounds = () => waitingRounds(db, projectId);
  await addLabelClass(db, { id: randomUUID(), projectId, name: "C" });
  expect(await rounds()).toEqual([]);
  const [first] = await classesOf(projectId);
  await archiveLabelClass(db, { projectId, labelClassId: first!.id });
  expect(await rounds()).toEqual([{ cause: "classes", isDue: true }]);
  await db.execute(sql`delete from graphile_worker._private_jobs where key = ${`round:${projectId}`}`);
  await addLabelClass(db, { id: randomUUID(), projectId, name: "A" });
  expect(await rounds()).toEqual([{ cause: "classes", isDue: true }]);
});

test("classes added at the same moment take different places", async () => {
  const { id: projectId } = await newProject("Crowd", "ada");
  const names = ["A", "B", "C", "D", "E"];
  await Promise.all(names.map((name) => addLabelClass(db, { id: randomUUID(), projectId, name })));
  expect((await classesOf(projectId)).map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
});

test("a class of another project cannot be archived", async () => {
  const mine = await newProject("Mine", "ada", ["A"]);
  const other = await newProject("Other", "ada", ["A"]);
  const [foreign] = await classesOf(other.id);
  await expect(
    archiveLabelClass(db, { projectId: mine.id, labelClassId: foreign!.id }),
  ).rejects.toMatchObject({ code: "label_class_not_found" });
});

test("a demo project keeps the known answers as hidden truth and names its source", async () => {
  const { id } = await createDemoProject(db, {
    id: randomUUID(),
    demoSet: "sms-spam",
    rootDirectory: process.cwd(),
    ownerId: "ada",
    seed: 1,
    newId: randomUUID,
  });
  const started = (await db.select().from(imports)).filter((one) => one.projectId === id);
  expect(started).toMatchObject([{ labelUse: "truth", state: "waiting", format: "csv" }]);
  const [project] = (await db.select().from(projects)).filter((one) => one.id === id);
  expect(project!.credit).toMatch(/CC BY 4\.0/);
});

test("where a sample may have several classes, none has the bar in its name that separates them in files", async () => {
  const make = (task: "single" | "multi", classes: string[]) =>
    createProject(db, {
      id: randomUUID(),
      name: "Sets",
      modality: "text",
      task,
      labelClasses: classes,
      budget: null,
      seed: 1,
      ownerId: "bob",
      newId: randomUUID,
    });
  await expect(make("multi", ["a|b"])).rejects.toMatchObject({ code: "label_class_with_bar" });
  const { id: projectId } = await make("multi", ["a", "b"]);
  const added = addLabelClass(db, { id: randomUUID(), projectId, name: "a|b" });
  await expect(added).rejects.toMatchObject({ code: "label_class_with_bar" });
  expect(await classesOf((await make("single", ["a|b"])).id)).toHaveLength(1);
});
