import sharp from "sharp";
import { messageOf } from "../errors";
import { importLimits } from "./limits";
import { type ImageType, sniffImageType } from "./readers/sniff-image-type";

export interface CheckedImage {
  readonly type: ImageType;
  /** As shown, after the rotation its EXIF data asks for. */
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes an image once, to be sure that annotators will see it whole. Its size is read from the header
 * first, so that a pixel flood is refused before memory is spent on it. Returns the reason of a refusal.
 */
export async function checkImage(bytes: Buffer): Promise<CheckedImage | string> {
  const type = sniffImageType(bytes);
  if (!type) return "not a PNG, JPEG or WebP image";
  try {
    const header = await sharp(bytes, { limitInputPixels: false }).metadata();
    const [width, height] = [header.autoOrient.width, header.autoOrient.height];
    if (width * height >= importLimits.imagePixels) {
      const megapixels = (width * height) / 1_000_000;
      return `${width} × ${height} is ${megapixels.toFixed(1)} megapixels; images stay below ${importLimits.imagePixels / 1_000_000}`;
    }
    if ((header.pages ?? 1) > 1 || isAnimatedPng(bytes)) {
      return "an animation; import its frames as single images";
    }
    // Shrunk to one row of pixels at a time: every byte is decoded, the picture is never held whole.
    await sharp(bytes, { limitInputPixels: importLimits.imagePixels, failOn: "error", sequentialRead: true })
      .resize(8, 8, { fit: "fill", kernel: "nearest", fastShrinkOnLoad: false })
      .raw()
      .toBuffer();
    return { type, width, height };
  } catch (error) {
    return `damaged or cut off (${messageOf(error).replace(/\s+/g, " ").trim().slice(0, 160)})`;
  }
}

/** An APNG announces its frames before the first image data. */
function isAnimatedPng(bytes: Buffer): boolean {
  const firstData = bytes.indexOf("IDAT");
  return firstData !== -1 && bytes.subarray(8, firstData).includes("acTL");
}
