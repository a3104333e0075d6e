import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { encodings } from "@/db/schema/projects";
import { enqueue } from "@/lib/jobs/enqueue";
import { notify } from "@/lib/jobs/notify";
import { fewestRowsOfGraph } from "./layout-progress";

export interface FinishedEncoding {
  readonly dimensions: number;
  readonly encoderBlob: string;
  readonly shardBlobs: string[];
  /** Null where the encoder has no term weights. */
  readonly sparseShardBlobs: string[] | null;
}

/**
 * Makes the embeddings visible whole, and asks for a round on them and for their neighbour graph, after which the map
 * is asked for; false when the encoding was closed meanwhile.
 */
export async function publishEncoding(
  db: Db,
  encoding: { id: string; projectId: string },
  result: FinishedEncoding,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const published = await tx
      .update(encodings)
      .set({ ...result, state: "done", progress: 1, doing: "", finishedAt: sql`now()` })
      .where(and(eq(encodings.id, encoding.id), eq(encodings.state, "running")))
      .returning({ rowCount: encodings.rowCount });
    if (published.length === 0) return false;
    await enqueue(tx, "round", { projectId: encoding.projectId, cause: "encoded" });
    const kind = published[0]!.rowCount < fewestRowsOfGraph ? "layout" : "graph";
    await enqueue(tx, kind, { projectId: encoding.projectId });
    await notify(tx, encoding.projectId, "encoding");
    return true;
  });
}

/** Closes an encoding that could not be finished; the panel shows `error`. */
export async function failEncoding(
  db: Db,
  encoding: { id: string; projectId: string },
  error: string,
): Promise<void> {
  await db
    .update(encodings)
    .set({ state: "failed", error, finishedAt: sql`now()` })
    .where(and(eq(encodings.id, encoding.id), eq(encodings.state, "running")));
  await notify(db, encoding.projectId, "encoding");
}
