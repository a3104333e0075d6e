import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { enqueue } from "../jobs/enqueue";
import { forgetHeldJobs } from "../jobs/held-jobs";
import { previewKey } from "../samples/preview-key";
import type { BlobStore } from "../storage/blob-store";
import type { DerivedFiles } from "../storage/derived-files";
import { type BlobTable, blobsOf, readBlobsOfOthers } from "./blob-columns";
import { isPurgeDue } from "./request-purges";

/** Rows that a transaction deletes: some tenths of a second, whatever the size of the project. */
const defaultBatchRows = 2_000;
/** An import that has put a blob refers to it within this time. */
const settlingSeconds = 24 * 3_600;

export interface PurgeTools {
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly previews: Pick<DerivedFiles, "remove">;
  readonly uploadsDirectory: string;
  readonly now: () => Date;
  readonly batchRows?: number;
}

export interface Purged {
  readonly rows: number;
  readonly blobs: number;
  /** Blobs that were put too lately: they and the rest go a day later. 0: the project is gone. */
  readonly spared: number;
}

interface Step {
  readonly table: string;
  /** Where the table has no column of its own for it. */
  readonly ofProject?: (projectId: string) => SQL;
  /** The table whose columns name blobs of the step's rows, and where to find them. */
  readonly blobs?: { readonly table: BlobTable; readonly keys: SQL };
  /** Where one row costs much: another table is read for each, or files are removed. */
  readonly mostRows?: number;
}

const ownBlobs = (table: BlobTable) => ({ table, keys: blobsOf(table, "t") });

/** What refers to others goes before them. Whatever is not listed is small and goes with the project's row. */
const steps: readonly Step[] = [
  ...["annotations", "queue_entries", "class_candidates", "leases", "requested_samples"].map(toStep),
  ...["second_opinions", "sample_words", "current_annotations", "labels"].map(toStep),
  {
    table: "samples",
    blobs: {
      table: "sample_payloads",
      keys: sql`(select ${blobsOf("sample_payloads", "p")} from sample_payloads p where p.sample_id = t.id)`,
    },
    mostRows: 500,
  },
  ...["measurements", "evaluations"].map(toStep),
  { table: "model_versions", blobs: ownBlobs("model_versions"), mostRows: 200 },
  { table: "rounds", mostRows: 200 },
  { table: "encodings", blobs: ownBlobs("encodings"), mostRows: 5 },
  { table: "simulations", blobs: ownBlobs("simulations"), mostRows: 200 },
  {
    table: "import_refusals",
    ofProject: (projectId) => sql`import_id in (select id from imports where project_id = ${projectId})`,
  },
  { table: "imports", mostRows: 10 },
  { table: "label_classes", mostRows: 10 },
  { table: "work_sums" },
];

function toStep(table: string): Step {
  return { table };
}

/**
 * Removes a deleted project whose time is over: its rows in batches, the files that no other project refers to, and last
 * its own row, so that a run that was killed is gone on with. A file goes before the row that names it, or it would be
 * forgotten when the run is killed between the two. Where a file must stay for now, its row does, and what would take that
 * row along: the purge ends there and asks for another. Returns what was removed; null when the project is not to be.
 */
export async function purgeProject(tools: PurgeTools, projectId: string): Promise<Purged | null> {
  const { db, now, batchRows = defaultBatchRows } = tools;
  const due = await db.execute(sql`select from projects where id = ${projectId} and ${isPurgeDue(now())}`);
  if (due.rows.length === 0) return null;
  await forgetHeldJobs(db, projectId);
  await removeUploads(tools, projectId);
  const total = { rows: 0, blobs: 0, spared: 0 };
  for (const step of steps) {
    const most = Math.min(batchRows, step.mostRows ?? batchRows);
    for (;;) {
      const batch = await purgeBatch(tools, projectId, step, most);
      total.rows += batch.rows;
      total.blobs += batch.blobs;
      total.spared += batch.spared;
      if (batch.spared > 0) {
        await enqueue(db, "purge", { projectId }, { delaySeconds: settlingSeconds });
        return total;
      }
      if (batch.rows === 0) break;
    }
  }
  await db.execute(sql`delete from projects where id = ${projectId}`);
  return total;
}

/** Files whose import never ended; of others none is left. */
async function removeUploads({ db, uploadsDirectory }: PurgeTools, projectId: string): Promise<void> {
  const found = await db.execute<{ path: string }>(sql`
    select source_path as path from imports where project_id = ${projectId}`);
  for (const { path } of found.rows) {
    if (dirname(path) === uploadsDirectory) await rm(path, { force: true });
  }
}

async function purgeBatch(tools: PurgeTools, projectId: string, step: Step, most: number): Promise<Purged> {
  const { db } = tools;
  const table = sql.raw(step.table);
  const ofProject = step.ofProject?.(projectId) ?? sql`project_id = ${projectId}`;
  const keys = step.blobs?.keys ?? sql`'{}'::text[]`;
  return db.transaction(async (tx) => {
    // The first rows of a large table are found by its index, also when most of them are the project's.
    await tx.execute(sql`select set_config('enable_seqscan', 'off', true)`);
    const found = await tx.execute<{ place: string; keys: string[] | null }>(sql`
      select t.ctid::text as place, ${keys} as keys from ${table} t where ${ofProject} limit ${most}`);
    if (found.rows.length === 0) return { rows: 0, blobs: 0, spared: 0 };
    const named = new Set(found.rows.flatMap((row) => row.keys ?? []));
    const { removed, spared } = await removeBlobs(tools, projectId, step, [...named]);
    const bare = found.rows.filter((row) => !row.keys?.some((key) => spared.has(key)));
    const places = sql.param(bare.map(({ place }) => place));
    await tx.execute(sql`delete from ${table} where ctid = any(${places}::tid[])`);
    return { rows: bare.length, blobs: removed, spared: spared.size };
  });
}

/** Leaves those that others name, and spares those that were put lately. */
async function removeBlobs(
  { db, blobs, previews, now }: PurgeTools,
  projectId: string,
  step: Step,
  keys: readonly string[],
): Promise<{ removed: number; spared: ReadonlySet<string> }> {
  const spared = new Set<string>();
  if (keys.length === 0) return { removed: 0, spared };
  const kept = await readBlobsOfOthers(db, projectId, keys);
  const since = new Date(now().getTime() - settlingSeconds * 1_000);
  let removed = 0;
  for (const key of keys) {
    if (kept.has(key)) continue;
    if (!(await blobs.removeUnlessPutSince(key, since))) {
      spared.add(key);
      continue;
    }
    if (step.blobs?.table === "sample_payloads") await previews.remove(previewKey(key));
    removed++;
  }
  return { removed, spared };
}
