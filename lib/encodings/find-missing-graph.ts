import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { samples } from "@/db/schema/labeling";
import { type Encoding, newestFinished } from "./newest-encoding";

/**
 * The newest finished encoding, when its neighbour graph is yet to be built; else null. While it does not cover the
 * pool another is about to follow, and gets the graph.
 */
export async function findMissingGraph(db: Db, projectId: string): Promise<Encoding | null> {
  const encoding = await newestFinished(db, projectId);
  if (!encoding || encoding.graphBlob !== null || encoding.rowCount < 2) return null;
  const rows = await db.$count(samples, eq(samples.projectId, projectId));
  return rows === encoding.rowCount ? encoding : null;
}
