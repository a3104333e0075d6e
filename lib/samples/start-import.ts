import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { imports, projects } from "@/db/schema/projects";
import type { ImportFormat, LabelUse } from "../contracts/projects";
import { InvalidInputError, NotFoundError } from "../errors";
import { enqueue } from "../jobs/enqueue";
import { notify } from "../jobs/notify";
import { readers } from "./readers/readers";

export interface StartImportInput {
  readonly id: string;
  readonly projectId: string;
  /** As people know it; only shown. */
  readonly fileName: string;
  readonly format: ImportFormat;
  readonly labelUse: LabelUse;
  /** Where the received file or the folder lies. */
  readonly sourcePath: string;
  /** 0 when it is not known yet. */
  readonly bytesTotal: number;
  /** Stands as the annotator of known labels. */
  readonly createdBy: string;
}

/** Notes a file to be imported and asks a worker to do it. */
export async function startImport(db: Db, input: StartImportInput): Promise<{ id: string }> {
  return db.transaction(async (tx) => {
    await addImport(tx, input);
    await enqueue(tx, "import", { importId: input.id, projectId: input.projectId });
    await notify(tx, input.projectId, "import");
    return { id: input.id };
  });
}

/** Notes a file to be imported by the caller itself, through `runImport`. */
export async function addImport(db: Db, input: StartImportInput): Promise<void> {
  const [project] = await db
    .select({ name: projects.name, modality: projects.modality })
    .from(projects)
    .where(eq(projects.id, input.projectId));
  if (!project) throw new NotFoundError({ code: "project_not_found", what: "There is no such project." });
  if (readers[input.format].modality !== project.modality) throw wrongModality(project, input);
  await db.insert(imports).values({ ...input, state: "waiting" });
}

function wrongModality(
  project: { name: string; modality: string },
  { fileName, format }: StartImportInput,
): InvalidInputError {
  const wanted = project.modality === "text" ? "a CSV or JSONL file" : "a zip or a folder of images";
  return new InvalidInputError({
    code: "import_wrong_modality",
    what: `“${project.name}” is a project of ${project.modality}s, and ${fileName} (${format}) does not hold any.`,
    next: `Choose ${wanted}, or make another project. Nothing was imported.`,
  });
}
