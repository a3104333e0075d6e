import { and, eq } from "drizzle-orm";
import type { Db } from "../client";
import { samplePayloads, samples } from "../schema/labeling";

/** Where a sample's image is stored and what kind it was found to be; null when there is none. */
export async function readSampleImage(
  db: Db,
  { projectId, sampleId }: { readonly projectId: string; readonly sampleId: number },
): Promise<{ blob: string; type: string } | null> {
  const [found] = await db
    .select({ blob: samplePayloads.imageBlob, type: samplePayloads.imageType })
    .from(samplePayloads)
    .innerJoin(samples, eq(samples.id, samplePayloads.sampleId))
    .where(and(eq(samples.id, sampleId), eq(samples.projectId, projectId)));
  if (!found || found.blob === null || found.type === null) return null;
  return { blob: found.blob, type: found.type };
}
