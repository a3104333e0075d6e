import { asc, desc, eq } from "drizzle-orm";
import type { ImportStatus } from "@/lib/contracts/projects";
import type { Db } from "../client";
import { importRefusals, imports } from "../schema/projects";

const importsShown = 100;

type ImportRow = typeof imports.$inferSelect;

/** A project's imports, newest first. */
export async function listImports(db: Db, projectId: string): Promise<ImportStatus[]> {
  const rows = await db
    .select()
    .from(imports)
    .where(eq(imports.projectId, projectId))
    .orderBy(desc(imports.createdAt))
    .limit(importsShown);
  return rows.map(statusOf);
}

/** One import with its project, whose members may see it; null when there is none. */
export async function readImport(
  db: Db,
  importId: string,
): Promise<{ projectId: string; status: ImportStatus } | null> {
  const [row] = await db.select().from(imports).where(eq(imports.id, importId));
  return row ? { projectId: row.projectId, status: statusOf(row) } : null;
}

/** Refused and merged lines in file order, at most `limit` of them. */
export function readRefusals(
  db: Db,
  importId: string,
  limit: number,
): Promise<{ place: string; reason: string }[]> {
  return db
    .select({ place: importRefusals.place, reason: importRefusals.reason })
    .from(importRefusals)
    .where(eq(importRefusals.importId, importId))
    .orderBy(asc(importRefusals.position))
    .limit(limit);
}

function statusOf(row: ImportRow): ImportStatus {
  return {
    id: row.id,
    fileName: row.fileName,
    format: row.format,
    labelUse: row.labelUse,
    state: row.state,
    bytesTotal: row.bytesTotal,
    bytesRead: row.bytesRead,
    accepted: row.accepted,
    duplicates: row.duplicates,
    refused: row.refused,
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
