import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

/** The PostgreSQL channel on which every change of a project is told to open pages. */
export const changesChannel = "winnow";

export type ChangeKind = "annotation" | "import" | "encoding" | "round" | "classes" | "settings";

/** Tells open pages, once the caller's transaction commits, that something about the project changed. */
export async function notify(db: Db, projectId: string, kind: ChangeKind): Promise<void> {
  await db.execute(sql`select pg_notify(${changesChannel}, ${JSON.stringify({ projectId, kind })})`);
}
