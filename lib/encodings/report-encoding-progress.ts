import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { encodings } from "@/db/schema/projects";
import { notify } from "@/lib/jobs/notify";

/** Stores the finished share (0..1) and what is being done, and tells open panels. */
export async function reportEncodingProgress(
  db: Db,
  encoding: { id: string; projectId: string },
  progress: number,
  doing: string,
): Promise<void> {
  await db
    .update(encodings)
    .set({ progress, doing })
    .where(and(eq(encodings.id, encoding.id), eq(encodings.state, "running")));
  await notify(db, encoding.projectId, "encoding");
}
