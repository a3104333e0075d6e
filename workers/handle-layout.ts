import { eq } from "drizzle-orm";
import { projects } from "@/db/schema/projects";
import { findMissingLayout, publishLayout } from "@/lib/encodings/layout-progress";
import type { JobPayload } from "@/lib/jobs/jobs";
import type { WorkerContext } from "./context";

/** Places the rows of the newest embeddings on the map. Nobody waits for it, so it comes after the graph, in its thread. */
export async function handleLayout({ db, log, threads }: WorkerContext, { projectId }: JobPayload<"layout">) {
  const encoding = await findMissingLayout(db, projectId);
  if (!encoding) return;
  const { seed } = (await db.select().from(projects).where(eq(projects.id, projectId)))[0]!;
  const { rowCount, graphBlob } = encoding;
  const embeddings = { shardBlobs: encoding.shardBlobs!, rowCount, dimensions: encoding.dimensions! };
  const layoutBlob = await threads.graph.call({ kind: "layout", embeddings, graphBlob, seed });
  const published = await publishLayout(db, encoding, layoutBlob);
  log.info({ projectId, encodingId: encoding.id, rowCount, published }, "pool placed on the map");
}
