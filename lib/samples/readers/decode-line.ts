import { isAscii, isUtf8 } from "node:buffer";
import { wrongEncoding } from "./open-text-file";

/**
 * Decodes the lines of one file strictly. A line that is not UTF-8 is null when earlier lines showed that
 * the file is UTF-8; otherwise the whole file has another encoding, and this throws.
 */
export function createLineDecoder(fileName: string): (bytes: Buffer, line: number) => string | null {
  let sawMultibyte = false;
  return (bytes, line) => {
    if (isAscii(bytes)) return bytes.toString("latin1");
    if (isUtf8(bytes)) {
      sawMultibyte = true;
      return bytes.toString("utf8");
    }
    if (sawMultibyte) return null;
    throw wrongEncoding(
      fileName,
      "Latin-1 or Windows-1252",
      "WINDOWS-1252",
      `Line ${line} holds the byte 0x${firstWrongByte(bytes).toString(16)}, which UTF-8 does not allow there.`,
    );
  };
}

function firstWrongByte(bytes: Buffer): number {
  const readable = new TextDecoder().decode(bytes);
  const valid = Buffer.byteLength(readable.slice(0, readable.indexOf("\uFFFD")));
  return bytes[valid] ?? bytes[bytes.length - 1] ?? 0;
}
