import { eq } from "drizzle-orm";
import type { Db } from "../client";
import { samples } from "../schema/labeling";

/** Whether the project's pool holds anything. */
export async function hasSamples(db: Db, projectId: string): Promise<boolean> {
  const found = await db
    .select({ id: samples.id })
    .from(samples)
    .where(eq(samples.projectId, projectId))
    .limit(1);
  return found.length > 0;
}
