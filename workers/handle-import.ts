import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { eq } from "drizzle-orm";
import { imports } from "@/db/schema/projects";
import { reasonOf } from "@/lib/errors";
import type { JobPayload } from "@/lib/jobs/jobs";
import { failImport } from "@/lib/samples/fail-import";
import { runImport } from "@/lib/samples/run-import";
import type { WorkerContext } from "./context";
import type { Attempt } from "./handlers";

/** Reads a received file into the pool. An uploaded file is removed when its import has ended. */
export async function handleImport(
  context: WorkerContext,
  { importId }: JobPayload<"import">,
  { isLast }: Attempt,
) {
  const { db, blobs, newId } = context;
  try {
    await runImport({ db, blobs, newId }, importId);
  } catch (error) {
    if (!isLast) throw error;
    await failImport(db, importId, `It was tried several times. The last time: ${reasonOf(error)}`);
    throw error;
  } finally {
    await removeUpload(context, importId);
  }
}

async function removeUpload({ db, uploadsDirectory }: WorkerContext, importId: string): Promise<void> {
  const [ended] = await db.select().from(imports).where(eq(imports.id, importId));
  if (ended?.state !== "done" && ended?.state !== "failed") return;
  if (dirname(ended.sourcePath) === uploadsDirectory) await rm(ended.sourcePath, { force: true });
}
