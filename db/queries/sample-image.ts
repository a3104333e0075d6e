import { and, eq } from "drizzle-orm";
import type { Db } from "../client";
import { samplePayloads, samples } from "../schema/labeling";

export interface StoredImage {
  readonly blob: string;
  readonly type: string;
  /** As shown, after the rotation its EXIF data asks for. */
  readonly width: number | null;
  readonly height: number | null;
}

/** Where a sample's image is stored and what it was found to be; null when there is none. */
export async function readSampleImage(
  db: Db,
  { projectId, sampleId }: { readonly projectId: string; readonly sampleId: number },
): Promise<StoredImage | null> {
  const [found] = await db
    .select({
      blob: samplePayloads.imageBlob,
      type: samplePayloads.imageType,
      width: samplePayloads.width,
      height: samplePayloads.height,
    })
    .from(samplePayloads)
    .innerJoin(samples, eq(samples.id, samplePayloads.sampleId))
    .where(and(eq(samples.id, sampleId), eq(samples.projectId, projectId)));
  if (!found || found.blob === null || found.type === null) return null;
  return { ...found, blob: found.blob, type: found.type };
}
