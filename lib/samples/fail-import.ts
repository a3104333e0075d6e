import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { imports } from "@/db/schema/projects";
import { notify } from "../jobs/notify";

/** Ends an import that could not be done, with the reason people read; a finished one stays as it is. */
export async function failImport(db: Db, importId: string, error: string): Promise<void> {
  const failed = await db
    .update(imports)
    .set({ state: "failed", error, accepted: 0, finishedAt: sql`clock_timestamp()` })
    .where(and(eq(imports.id, importId), inArray(imports.state, ["waiting", "running"])))
    .returning({ projectId: imports.projectId });
  if (failed[0]) await notify(db, failed[0].projectId, "import");
}
