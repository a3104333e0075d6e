import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { eq, getTableColumns, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { imports, projects } from "@/db/schema/projects";
import type { Task } from "../contracts/projects";
import { InvalidInputError, NotFoundError, WinnowError } from "../errors";
import { enqueue } from "../jobs/enqueue";
import { notify } from "../jobs/notify";
import type { BlobStore } from "../storage/blob-store";
import { applyLabels } from "./apply-labels";
import { failImport } from "./fail-import";
import { type ImportClasses, loadImportClasses } from "./import-classes";
import { createImportReport, type ImportProgress, type ImportReport } from "./import-report";
import { createScratch } from "./insert-samples";
import { mayPass } from "./may-pass";
import { noteKnownIds } from "./note-known-ids";
import { type PreparedSample, prepareSamples } from "./prepare-samples";
import { folderBytes } from "./readers/read-folder";
import type { Refusal, Source } from "./readers/reader";
import { readers } from "./readers/readers";
import { createIdTable } from "./refuse-repeated-ids";
import { type TakingIn, takeInBatch } from "./take-in-batch";

const batchRows = 2_000;
const batchBytes = 4 * 1024 * 1024;
/** A frozen worker's transaction ends after this, and another worker takes the import over. */
const longestPause = "2min";

export interface RunImportTools {
  /** With a connection to spare: progress is written beside the transaction. */
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly newId: () => string;
  /** Milliseconds; paces the progress. */
  readonly now?: () => number;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportOutcome {
  readonly state: "done" | "failed";
  readonly accepted: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly error: string | null;
}

const unexpected =
  "The import met an error nobody foresaw; the worker's log has it. Nothing was imported. Please report it.";

type ImportRow = typeof imports.$inferSelect & {
  /** The project's: what a label of the file says. */
  readonly task: Task;
};

/**
 * Reads a received file into the pool, whole or not at all: one transaction adds samples, classes and labels
 * and asks for the encoding and the index of words. A run that was killed is done again from the start; a finished import is left
 * alone. What is wrong with the file fails the import and is returned; what may pass (a lost
 * connection, say) is thrown, to be tried again; a fault of ours fails the import and is thrown, to be logged.
 */
export async function runImport(tools: RunImportTools, importId: string): Promise<ImportOutcome> {
  try {
    await tools.db.transaction(async (tx) => {
      const row = await claim(tx, importId);
      if (row.state === "done" || row.state === "failed") return;
      await takeIn(tx, tools, await begin(tools.db, row));
    });
  } catch (error) {
    if (mayPass(error)) throw error;
    const known = error instanceof WinnowError;
    await failImport(tools.db, importId, known ? error.message : unexpected);
    if (!known || error instanceof NotFoundError) throw error;
  }
  return readOutcome(tools.db, importId);
}

/**
 * Holds the project's imports to one at a time, and this one to one worker. Look-ups hit pages just
 * written, so they should cost the planner little: it would otherwise read whole tables for each batch.
 */
async function claim(tx: Db, importId: string): Promise<ImportRow> {
  await tx.execute(sql`
    select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
      set_config('idle_in_transaction_session_timeout', ${longestPause}, true),
      set_config('random_page_cost', '1.1', true)`);
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended('import/' || project_id, 0)) from imports where id = ${importId}`);
  const [row] = await tx
    .select({ ...getTableColumns(imports), task: projects.task })
    .from(imports)
    .innerJoin(projects, eq(projects.id, imports.projectId))
    .where(eq(imports.id, importId));
  if (row) return row;
  throw new NotFoundError({ code: "import_not_found", what: "There is no such import." });
}

/** Shows at once that it runs, and forgets what a killed run reported. */
async function begin(db: Db, row: ImportRow): Promise<ImportRow> {
  const bytesTotal = await sourceBytes(row);
  await db.execute(sql`delete from import_refusals where import_id = ${row.id}`);
  await db.update(imports).set({ state: "running", bytesTotal }).where(eq(imports.id, row.id));
  await notify(db, row.projectId, "import");
  return { ...row, state: "running", bytesTotal };
}

async function sourceBytes(row: ImportRow): Promise<number> {
  if (row.format === "folder") return folderBytes(row.sourcePath);
  const file = await stat(row.sourcePath).catch((error: unknown) => {
    throw new InvalidInputError({
      code: "import_source_unreadable",
      what: `The received file of ${row.fileName} is not there any more (${basename(row.sourcePath)}).`,
      next: "Import it again. Nothing was imported.",
      cause: error,
    });
  });
  return file.size;
}

async function takeIn(tx: Db, tools: RunImportTools, row: ImportRow): Promise<void> {
  const { id: importId, projectId, labelUse } = row;
  if (labelUse === "known" && row.createdBy === null) throw nobodyLabeled(row);
  const { db, newId, now = Date.now, onProgress = () => {} } = tools;
  const report = createImportReport(db, { importId, projectId, bytesTotal: row.bytesTotal }, now, onProgress);
  const classes = await loadImportClasses(tx, projectId, newId);
  await createScratch(tx);
  await createIdTable(tx);
  const taking = {
    tx,
    projectId,
    importId,
    labelUse,
    classes,
    report,
    nextRow: await nextRow(tx, projectId),
  };
  try {
    for await (const batch of batches(tools.blobs, row, report)) await takeInBatch(taking, batch);
    refuseNothing(row, report);
  } catch (error) {
    // The named lines are what a person needs now; they are outside of this transaction.
    await report.write();
    throw error;
  }
  await finish(taking, row);
}

async function nextRow(tx: Db, projectId: string): Promise<number> {
  const { rows } = await tx.execute<{ next: number }>(
    sql`select coalesce(max(row) + 1, 0) as next from samples where project_id = ${projectId}`,
  );
  return rows[0]!.next;
}

function sourceOf({ sourcePath: path, fileName: name, task }: ImportRow): Source {
  return { path, name, task };
}

/** Reads, checks and stores; yields what is to be inserted, and what is refused, in the order of the file. */
async function* batches(blobs: BlobStore, row: ImportRow, report: ImportReport) {
  let batch: (PreparedSample | Refusal)[] = [];
  let bytes = 0;
  const found = readers[row.format].read(sourceOf(row), report.readBytes);
  for await (const sample of prepareSamples(blobs, found)) {
    batch.push(sample);
    bytes += sample.kind === "sample" ? sample.bytes : 0;
    await report.tick();
    if (batch.length < batchRows && bytes < batchBytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

async function finish(taking: TakingIn, row: ImportRow): Promise<void> {
  const { tx, projectId, classes, report } = taking;
  noteNewClasses(classes, report);
  await noteKnownIds(taking);
  await classes.insertAdded(tx);
  const labels = await applyLabels(tx, { ...row, importId: row.id });
  // Before this transaction locks the import's row, which `write` updates beside it.
  await report.write();
  await tx
    .update(imports)
    .set({ ...report.progress, state: "done", error: null, finishedAt: sql`clock_timestamp()` })
    .where(eq(imports.id, row.id));
  if (report.progress.accepted > 0) {
    await enqueue(tx, "encode", { projectId });
    await enqueue(tx, "words", { projectId });
  }
  // At once, not only when the encoding is done: what was imported can be labeled meanwhile.
  if (report.progress.accepted > 0 || (labels > 0 && row.labelUse === "known")) {
    await enqueue(tx, "round", { projectId, cause: "imported" });
  }
  await notify(tx, projectId, "import");
}

/** In a project that has classes, a new one may be a slip of the pen. */
function noteNewClasses(classes: ImportClasses, report: ImportReport): void {
  if (!classes.hadClasses) return;
  for (const name of classes.added()) {
    report.note(`class “${name}”`, "was not in the project and was added; archive it if it is a mistake");
  }
}

function refuseNothing({ fileName }: ImportRow, { progress, firstRefusals }: ImportReport): void {
  if (progress.accepted + progress.duplicates > 0) return;
  throw new InvalidInputError({
    code: "import_took_nothing",
    what:
      progress.refused === 0
        ? `${fileName} holds no samples.`
        : `Nothing in ${fileName} could be imported: all ${progress.refused} samples were refused.`,
    why: firstRefusals.length > 0 ? `The first: ${firstRefusals.join("; ")}.` : undefined,
    next: "Correct the file and import it again. The pool is as it was.",
  });
}

function nobodyLabeled({ fileName }: ImportRow): InvalidInputError {
  return new InvalidInputError({
    code: "import_without_annotator",
    what: `The known labels of ${fileName} have no annotator.`,
    why: "The account that started the import is gone.",
    next: "Start it again. Nothing was imported.",
  });
}

async function readOutcome(db: Db, importId: string): Promise<ImportOutcome> {
  const [row] = await db.select().from(imports).where(eq(imports.id, importId));
  if (!row) throw new NotFoundError({ code: "import_not_found", what: "There is no such import." });
  const { accepted, duplicates, refused, error } = row;
  return { state: row.state === "done" ? "done" : "failed", accepted, duplicates, refused, error };
}
