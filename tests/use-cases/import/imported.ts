import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { sql } from "drizzle-orm";
import { afterAll } from "vitest";
import type { Db } from "@/db/client";
import { readRefusals } from "@/db/queries/imports";
import { users } from "@/db/schema/accounts";
import type { ImportFormat, LabelUse, Modality } from "@/lib/contracts/projects";
import { newId } from "@/lib/ids";
import { createProject } from "@/lib/projects/create-project";
import { type ImportOutcome, runImport } from "@/lib/samples/run-import";
import { startImport } from "@/lib/samples/start-import";
import { createFolderStore } from "@/lib/storage/folder-store";

/** A person, projects and imports for the tests of one file. */
export async function importBench(db: Db) {
  const directory = mkdtempSync(join(tmpdir(), "winnow-import-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const ownerId = newId();
  await db.insert(users).values({ id: ownerId, name: "Ada", email: `${ownerId}@example.org` });
  const blobs = createFolderStore(join(directory, "blobs"));

  const makeProject = async (modality: Modality, labelClasses: string[] = []) => {
    const id = newId();
    await createProject(db, {
      id,
      name: `Project ${id}`,
      modality,
      labelClasses,
      budget: null,
      seed: 1,
      ownerId,
      newId,
    });
    return id;
  };

  /** Notes a file with this content for import, without running it. */
  const start = async (
    projectId: string,
    content: string | Uint8Array,
    { format = "csv" as ImportFormat, labelUse = "known" as LabelUse } = {},
  ) => {
    const id = newId();
    const sourcePath = join(directory, id);
    writeFileSync(sourcePath, content);
    const fileName = `file.${format}`;
    await startImport(db, {
      id,
      projectId,
      fileName,
      format,
      labelUse,
      sourcePath,
      bytesTotal: 0,
      createdBy: ownerId,
    });
    return id;
  };

  const run = (importId: string) => runImport({ db, blobs, newId }, importId);

  const importFile = async (
    projectId: string,
    content: string | Uint8Array,
    options?: { format?: ImportFormat; labelUse?: LabelUse },
  ): Promise<ImportOutcome & { report: string[] }> => {
    const importId = await start(projectId, content, options);
    const outcome = await run(importId);
    const lines = await readRefusals(db, { projectId, importId, after: -1, limit: 1000 });
    return { ...outcome, report: lines.map(({ place, reason }) => `${place}: ${reason}`) };
  };

  const rows = async <Row extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
    (await db.execute<Row>(query)).rows;

  return { blobs, ownerId, makeProject, start, run, importFile, rows };
}
