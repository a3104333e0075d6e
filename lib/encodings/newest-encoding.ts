import { and, desc, eq, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import { encodings } from "@/db/schema/projects";

export type Encoding = typeof encodings.$inferSelect;

/** The encoding that was begun last, finished or not; null when there is none. */
export function newestEncoding(db: Db, projectId: string): Promise<Encoding | null> {
  return newest(db, eq(encodings.projectId, projectId));
}

/** The finished encoding that was begun last, whose embeddings are used; null when there is none. */
export function newestFinished(db: Db, projectId: string): Promise<Encoding | null> {
  return newest(db, and(eq(encodings.projectId, projectId), eq(encodings.state, "done")));
}

async function newest(db: Db, among: SQL | undefined): Promise<Encoding | null> {
  const [found] = await db.select().from(encodings).where(among).orderBy(desc(encodings.startedAt)).limit(1);
  return found ?? null;
}
