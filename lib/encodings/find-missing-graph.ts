import { and, count, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { samples } from "@/db/schema/labeling";
import { encodings, projects } from "@/db/schema/projects";

export interface EncodingWithoutGraph {
  readonly id: string;
  readonly projectId: string;
  readonly shardBlobs: string[];
  readonly rowCount: number;
  readonly dimensions: number;
  /** The project's, for the random choices of the search. */
  readonly seed: number;
}

/**
 * The newest finished encoding, when its neighbour graph is yet to be built; else null. While it does not cover the
 * pool a graph would delay the encoding of the new samples, and soon be of no use.
 */
export async function findMissingGraph(db: Db, projectId: string): Promise<EncodingWithoutGraph | null> {
  const [newest] = await db
    .select({ encoding: encodings, seed: projects.seed })
    .from(encodings)
    .innerJoin(projects, eq(projects.id, encodings.projectId))
    .where(and(eq(encodings.projectId, projectId), eq(encodings.state, "done")))
    .orderBy(desc(encodings.startedAt))
    .limit(1);
  if (!newest) return null;
  const { encoding, seed } = newest;
  if (encoding.graphBlob !== null || encoding.rowCount < 2) return null;
  const [pool] = await db.select({ rows: count() }).from(samples).where(eq(samples.projectId, projectId));
  if (pool?.rows !== encoding.rowCount) return null;
  const { id, rowCount } = encoding;
  const [shardBlobs, dimensions] = [encoding.shardBlobs!, encoding.dimensions!];
  return { id, projectId, rowCount, shardBlobs, dimensions, seed };
}
