import type { LeasedSample } from "@/lib/contracts/labeling";
import type { OwnAnnotation } from "@/lib/contracts/own-work";

/** As much of a sample as one's history knows, for another answer to it. */
export function sampleOfOwn({
  sampleId,
  excerpt: text,
  imageUrl,
}: Pick<OwnAnnotation, "sampleId" | "excerpt" | "imageUrl">): LeasedSample {
  const expiresAt = new Date(0).toISOString();
  return { sampleId, text, imageUrl, width: null, height: null, metadata: {}, suggestion: null, expiresAt };
}
