import type { Db } from "@/db/client";
import { findDemoSource } from "../samples/demo-sets";
import { startImport } from "../samples/start-import";
import { createProject } from "./create-project";

export interface CreateDemoProjectInput {
  readonly id: string;
  /** Which of the sets that come along. */
  readonly demoSet: string;
  /** Where Winnow is installed: `demo/` lies there. */
  readonly rootDirectory: string;
  readonly ownerId: string;
  readonly seed: number;
  readonly newId: () => string;
}

/** Makes a project of sample data and starts its import; the known answers are kept as hidden truth. */
export async function createDemoProject(db: Db, input: CreateDemoProjectInput): Promise<{ id: string }> {
  const { set, fileName, path, format } = findDemoSource(input.demoSet, input.rootDirectory);
  return db.transaction(async (tx) => {
    await createProject(tx, {
      id: input.id,
      name: set.name,
      modality: set.modality,
      labelClasses: [],
      budget: null,
      seed: input.seed,
      ownerId: input.ownerId,
      credit: set.credit,
      newId: input.newId,
    });
    await startImport(tx, {
      id: input.newId(),
      projectId: input.id,
      fileName,
      format,
      labelUse: "truth",
      sourcePath: path,
      bytesTotal: 0,
      createdBy: input.ownerId,
    });
    return { id: input.id };
  });
}
