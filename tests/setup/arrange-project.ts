import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { annotations, samplePayloads, samples } from "@/db/schema/labeling";
import { imports, labelClasses, projects } from "@/db/schema/projects";
import { newId } from "@/lib/ids";

export interface ArrangedProject {
  readonly projectId: string;
  readonly userId: string;
  readonly labelClassIds: string[];
  /** By row. */
  readonly sampleIds: number[];
}

/** A text project with its pool, as an import leaves it behind, but no encoding and no queue. */
export async function arrangeProject(
  db: Db,
  texts: readonly string[],
  options: { classNames?: string[]; holdoutShare?: number; strategy?: string } = {},
): Promise<ArrangedProject> {
  const [projectId, importId, userId] = [newId(), newId(), newId()];
  await db.insert(users).values({ id: userId, name: "Ada", email: `${userId}@example.org` });
  await db.insert(projects).values({
    id: projectId,
    name: "Arranged",
    modality: "text",
    seed: 1,
    holdoutShare: options.holdoutShare ?? 0.25,
    strategy: options.strategy ?? "auto",
  });
  const classes = (options.classNames ?? ["ham", "spam"]).map((name, position) => {
    return { id: newId(), projectId, name, position };
  });
  await db.insert(labelClasses).values(classes);
  await db.insert(imports).values({
    id: importId,
    projectId,
    fileName: "arranged.csv",
    format: "csv",
    labelUse: "ignore",
    state: "done",
    sourcePath: "",
  });
  const sampleIds = await insertTexts(db, projectId, importId, texts, 0);
  return { projectId, userId, labelClassIds: classes.map(({ id }) => id), sampleIds };
}

/** More samples, as another import leaves them behind; the project with their ids. */
export async function arrangeMoreTexts(
  db: Db,
  project: ArrangedProject,
  texts: readonly string[],
): Promise<ArrangedProject> {
  const { projectId, sampleIds: before } = project;
  const [first] = await db.select().from(imports).where(eq(imports.projectId, projectId));
  return {
    ...project,
    sampleIds: [...before, ...(await insertTexts(db, projectId, first!.id, texts, before.length))],
  };
}

async function insertTexts(
  db: Db,
  projectId: string,
  importId: string,
  texts: readonly string[],
  firstRow: number,
) {
  const rows = texts.map((text, i) => {
    const row = firstRow + i;
    return { projectId, importId, row, contentHash: createHash("sha256").update(`${row} ${text}`).digest() };
  });
  const inserted = await db.insert(samples).values(rows).returning({ id: samples.id, row: samples.row });
  const sampleIds = inserted.sort((a, b) => a.row - b.row).map(({ id }) => id);
  await db.insert(samplePayloads).values(texts.map((text, i) => ({ sampleId: sampleIds[i]!, text })));
  return sampleIds;
}

type ArrangedLabel = {
  readonly row: number;
  readonly slot?: "query" | "explore" | "holdout" | "imported";
  readonly strategy?: string;
} & ({ readonly classIndex: number } | { readonly classes: readonly number[] });

/** Stores labels as annotators' annotations of the given slot, in order; returns their ids. */
export async function arrangeLabels(
  db: Db,
  project: ArrangedProject,
  labels: readonly ArrangedLabel[],
): Promise<string[]> {
  const ids: string[] = [];
  const idOf = (classIndex: number) => project.labelClassIds[classIndex]!;
  for (const { row, slot = "query", strategy = slot === "query" ? "margin" : "random", ...said } of labels) {
    const id = newId();
    ids.push(id);
    const answer =
      "classes" in said ? { labelClassIds: said.classes.map(idOf) } : { labelClassId: idOf(said.classIndex) };
    await db.insert(annotations).values({
      id,
      projectId: project.projectId,
      sampleId: project.sampleIds[row]!,
      annotatorId: project.userId,
      action: "label",
      ...answer,
      source: slot === "imported" ? "imported" : "annotator",
      seconds: 1,
      slot,
      strategy,
      score: 0,
      propensity: 1,
      generation: 1,
    });
  }
  return ids;
}
