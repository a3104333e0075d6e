import sharp from "sharp";
import { importLimits } from "./limits";

/** Pixels of a preview's longer side: sharp on a large screen, and a tenth of a photograph's bytes. */
export const previewSide = 1600;
/** A file this small is its own preview when it needs no shrinking. */
const smallFileBytes = 300_000;

/** Whether the file, as it was imported, opens as fast as a preview of it would. */
export function isItsOwnPreview(image: {
  readonly width: number | null;
  readonly height: number | null;
  readonly bytes: number;
}): boolean {
  const longest = Math.max(image.width ?? Number.POSITIVE_INFINITY, image.height ?? Number.POSITIVE_INFINITY);
  return longest <= previewSide && image.bytes <= smallFileBytes;
}

/** A WebP, upright, in sRGB, its longer side at most 1600 pixels; never enlarged. */
export function previewImage(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { limitInputPixels: importLimits.imagePixels, failOn: "error", sequentialRead: true })
    .autoOrient()
    .resize(previewSide, previewSide, { fit: "inside", withoutEnlargement: true })
    .webp({ quality: 82, effort: 2 })
    .toBuffer();
}
