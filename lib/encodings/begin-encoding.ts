import { and, count, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { samples } from "@/db/schema/labeling";
import { encodings, projects } from "@/db/schema/projects";
import { findEncoder } from "@/lib/learning/encoders/registry";

export interface BegunEncoding {
  readonly id: string;
  readonly projectId: string;
  readonly modality: "text" | "image";
  readonly encoder: string;
  readonly rowCount: number;
  readonly seed: number;
}

/**
 * Opens an encoding of the whole pool, or returns null when the pool is empty, gone, or covered already.
 * An encoding that a dead worker left running is closed as failed, so that its late result is refused.
 */
export async function beginEncoding(
  db: Db,
  input: { id: string; projectId: string },
): Promise<BegunEncoding | null> {
  return db.transaction(async (tx) => {
    const [project] = await tx.select().from(projects).where(eq(projects.id, input.projectId));
    if (!project) return null;
    const [pool] = await tx
      .select({ rows: count() })
      .from(samples)
      .where(eq(samples.projectId, input.projectId));
    const rowCount = pool?.rows ?? 0;
    const [newest] = await tx
      .select({ rowCount: encodings.rowCount })
      .from(encodings)
      .where(and(eq(encodings.projectId, input.projectId), eq(encodings.state, "done")))
      .orderBy(desc(encodings.startedAt))
      .limit(1);
    if (rowCount === 0 || newest?.rowCount === rowCount) return null;

    await tx
      .update(encodings)
      .set({ state: "failed", error: "The worker that ran it stopped; another one started over." })
      .where(and(eq(encodings.projectId, input.projectId), eq(encodings.state, "running")));
    const encoder = findEncoder(project.modality, "auto").id;
    await tx.insert(encodings).values({ ...input, encoder, state: "running", rowCount });
    return { ...input, modality: project.modality, encoder, rowCount, seed: project.seed };
  });
}
