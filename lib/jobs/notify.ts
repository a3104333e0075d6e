import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/** The PostgreSQL channel on which every change of a project is told to open pages. */
export const changesChannel = "winnow";

export type ChangeKind =
  | "annotation"
  | "import"
  | "encoding"
  | "round"
  | "classes"
  | "settings"
  | "measured"
  | "simulation";

/** Tells open pages, once the caller's transaction commits, that something about the project changed. */
export async function notify(db: Db, projectId: string, kind: ChangeKind): Promise<void> {
  await db.execute(sql`select ${notifying(projectId, kind)}`);
}

/** The same as an expression, for a statement that does more. */
export function notifying(projectId: string, kind: ChangeKind): SQL {
  return sql`pg_notify(${changesChannel}, ${JSON.stringify({ projectId, kind })})`;
}
