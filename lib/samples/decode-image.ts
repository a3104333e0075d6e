import sharp from "sharp";
import type { PixelImage } from "../learning/encoders/encoder";
import { importLimits } from "./limits";

/** Encoders look at small pictures: the shorter side is reduced to this, the longer one to at most four times it. */
const shorterSide = 32;
const longerSide = 128;

/**
 * Pixels for an encoder: upright, on white where transparent, reduced, never enlarged. One channel when
 * the picture is grey, else three.
 */
export async function decodeImage(bytes: Buffer): Promise<PixelImage> {
  const options = { limitInputPixels: importLimits.imagePixels, failOn: "error" } as const;
  const { autoOrient: shown } = await sharp(bytes, options).metadata();
  const { data, info } = await sharp(bytes, options)
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .resize({ ...reducedSize(shown.width, shown.height), fit: "fill" })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels === 3 && !isGrey(data)) return { width, height, channels, data };
  return { width, height, channels: 1, data: firstOf(data, channels) };
}

export function reducedSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, shorterSide / Math.min(width, height), longerSide / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

function isGrey(data: Uint8Array): boolean {
  for (let i = 0; i < data.length; i += 3) {
    if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) return false;
  }
  return true;
}

function firstOf(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 1) return data;
  const grey = new Uint8Array(data.length / channels);
  for (let i = 0; i < grey.length; i++) grey[i] = data[i * channels]!;
  return grey;
}
