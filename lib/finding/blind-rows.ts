import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { PoolRow } from "@/db/queries/pool-rows";
import { projects } from "@/db/schema/projects";
import { isHoldout } from "../learning/evaluation/holdout";

/**
 * Tells the rows that must stay unseen outside the bench, so that the holdout stays blind and random. A row whose label
 * came with its file has left the reserve. So must what somebody is asked about who is not to know that it has a label:
 * to them it looks like the holdout.
 */
export async function blindRows(
  db: Db,
  projectId: string,
): Promise<(row: Pick<PoolRow, "row" | "isImported" | "isHeldAgain">) => boolean> {
  const [project] = await db
    .select({ seed: projects.seed, share: projects.holdoutShare })
    .from(projects)
    .where(eq(projects.id, projectId));
  const { seed, share } = project!;
  return ({ row, isImported, isHeldAgain }) => isHeldAgain || (!isImported && isHoldout(seed, row, share));
}
