import { and, asc, desc, eq, gt } from "drizzle-orm";
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

interface ImportOfProject {
  readonly projectId: string;
  readonly importId: string;
}

/** One import of the project; null when it has no such import. */
export async function readImportStatus(
  db: Db,
  { projectId, importId }: ImportOfProject,
): Promise<ImportStatus | null> {
  const [row] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.id, importId), eq(imports.projectId, projectId)));
  return row ? statusOf(row) : null;
}

/** Refused and merged lines in file order: those behind position `after`, at most `limit` of them. */
export function readRefusals(
  db: Db,
  { projectId, importId, after, limit }: ImportOfProject & { readonly after: number; readonly limit: number },
): Promise<{ position: number; place: string; reason: string }[]> {
  return db
    .select({
      position: importRefusals.position,
      place: importRefusals.place,
      reason: importRefusals.reason,
    })
    .from(importRefusals)
    .innerJoin(imports, eq(imports.id, importRefusals.importId))
    .where(
      and(
        eq(importRefusals.importId, importId),
        eq(imports.projectId, projectId),
        gt(importRefusals.position, after),
      ),
    )
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
