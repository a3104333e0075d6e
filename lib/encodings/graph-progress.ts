import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { encodings } from "@/db/schema/projects";
import { enqueue } from "@/lib/jobs/enqueue";
import { notify } from "@/lib/jobs/notify";

interface EncodingKey {
  readonly id: string;
  readonly projectId: string;
}

const withoutGraph = ({ id }: EncodingKey) => and(eq(encodings.id, id), isNull(encodings.graphBlob));

/** Tells open panels that the graph is being built. */
export async function beginGraph(db: Db, encoding: EncodingKey): Promise<void> {
  await db.update(encodings).set({ doing: "find-neighbours" }).where(withoutGraph(encoding));
  await notify(db, encoding.projectId, "encoding");
}

/** Adds the graph to its encoding and asks for a round on it and for the map; false when it has one already. */
export async function publishGraph(db: Db, encoding: EncodingKey, graphBlob: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const published = await tx
      .update(encodings)
      .set({ graphBlob, doing: "" })
      .where(withoutGraph(encoding))
      .returning({ id: encodings.id });
    if (published.length === 0) return false;
    await enqueue(tx, "round", { projectId: encoding.projectId, cause: "encoded" });
    await enqueue(tx, "layout", { projectId: encoding.projectId });
    await notify(tx, encoding.projectId, "encoding");
    return true;
  });
}

/** Says that nothing is being built any more; rounds go on without the graph. */
export async function abandonGraph(db: Db, encoding: EncodingKey): Promise<void> {
  await db.update(encodings).set({ doing: "" }).where(withoutGraph(encoding));
  await notify(db, encoding.projectId, "encoding");
}
