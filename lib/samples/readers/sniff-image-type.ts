export type ImageType = "image/png" | "image/jpeg" | "image/webp";

/** The type by the file's signature, whatever its name says; null when it is none of the three. */
export function sniffImageType(bytes: Buffer): ImageType | null {
  if (bytes.subarray(0, 8).equals(pngSignature)) return "image/png";
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
  if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP") {
    return "image/webp";
  }
  return null;
}

const pngSignature = Buffer.from("89504e470d0a1a0a", "hex");
