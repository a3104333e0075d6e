import { eq } from "drizzle-orm";
import { projects } from "@/db/schema/projects";
import { findMissingGraph } from "@/lib/encodings/find-missing-graph";
import { abandonGraph, beginGraph, publishGraph } from "@/lib/encodings/graph-progress";
import type { JobPayload } from "@/lib/jobs/jobs";
import type { WorkerContext } from "./context";

/** Builds the neighbour graph that the newest embeddings lack. They are in use already: nobody waits for it. */
export async function handleGraph(context: WorkerContext, { projectId }: JobPayload<"graph">) {
  const { db, log } = context;
  const encoding = await findMissingGraph(db, projectId);
  if (!encoding) return;
  const { seed } = (await db.select().from(projects).where(eq(projects.id, projectId)))[0]!;
  const { rowCount } = encoding;
  const embeddings = { shardBlobs: encoding.shardBlobs!, rowCount, dimensions: encoding.dimensions! };
  await beginGraph(db, encoding);
  try {
    const graphBlob = await context.threads.graph.call({ kind: "graph", embeddings, seed });
    const published = graphBlob !== null && (await publishGraph(db, encoding, graphBlob));
    log.info({ projectId, encodingId: encoding.id, rowCount, published }, "neighbours found");
  } catch (error) {
    await abandonGraph(db, encoding);
    throw error;
  }
}
