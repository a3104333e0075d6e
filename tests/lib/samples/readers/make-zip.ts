import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

/** A zip of these files, in this order. */
export async function makeZip(
  files: Readonly<Record<string, Buffer>>,
  options: { compress?: boolean; mode?: number } = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(content, name, options);
  zip.end();
  return buffer(zip.outputStream as NodeJS.ReadableStream);
}

/** Offsets of fields in an entry of the central directory (APPNOTE.TXT 4.3.12). */
export const entryField = { flags: 8, crc32: 16, packedSize: 20, size: 24 } as const;

/** Overwrites a 32-bit field (16-bit for flags) of the nth entry in the central directory. */
export function forge(zip: Buffer, nth: number, field: keyof typeof entryField, value: number): Buffer {
  const forged = Buffer.from(zip);
  let at = -1;
  for (let i = 0; i <= nth; i++) at = forged.indexOf("504b0102", at + 1, "hex");
  if (field === "flags") forged.writeUInt16LE(value, at + entryField.flags);
  else forged.writeUInt32LE(value, at + entryField[field]);
  return forged;
}

/** Replaces a name by another of the same length, in every header: what no honest tool would write. */
export function rename(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString("latin1").replaceAll(from, to), "latin1");
}
