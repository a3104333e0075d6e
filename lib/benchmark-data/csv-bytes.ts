import { isAscii, isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { InvalidInputError } from "@/lib/errors";
import { identifyBinary, looksLikeUtf16 } from "@/lib/samples/readers/identify-binary";

/** Bytes by which a file is recognised that is no text. */
const HEAD = 64 * 1024;

/**
 * A CSV file in UTF-8, byte order mark and all; UTF-16 with such a mark is converted, as the import does. Bytes that
 * cannot be decoded would silently become other texts, so they are refused: throws an InvalidInputError that names file
 * and line. What the file system says of the file is passed on as it is.
 */
export async function readCsvBytes(path: string): Promise<Buffer> {
  const bytes = await readFile(path);
  const mark = bytes.toString("hex", 0, 2);
  if (mark === "fffe") return decodeUtf16(path, bytes, "utf-16le");
  if (mark === "feff") return decodeUtf16(path, bytes, "utf-16be");
  const head = bytes.subarray(0, HEAD);
  if (looksLikeUtf16(head)) {
    throw wrongEncoding(`${path} looks like UTF-16 without a byte order mark, not UTF-8.`, "UTF-16LE");
  }
  const binary = identifyBinary(head);
  if (binary !== null) {
    throw new InvalidInputError({
      code: "csv_not_text",
      what: `${path} is ${binary}, not a text file.`,
      next: "Save the table as CSV in UTF-8.",
    });
  }
  if (!isUtf8(bytes)) throw notUtf8(path, bytes);
  return bytes;
}

function decodeUtf16(path: string, bytes: Buffer, encoding: "utf-16le" | "utf-16be"): Buffer {
  try {
    return Buffer.from(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const name = encoding.toUpperCase();
    throw wrongEncoding(`${path} begins as ${name} does and holds what ${name} does not allow.`, name);
  }
}

/** Names the first line that cannot be decoded, and what the file probably is. */
function notUtf8(path: string, bytes: Buffer): InvalidInputError {
  let sawMultibyte = false;
  for (let start = 0, line = 1; ; line++) {
    const end = bytes.indexOf("\n", start);
    const text = bytes.subarray(start, end === -1 ? bytes.length : end);
    if (!isUtf8(text)) {
      const what = `${path}, line ${line}: this is not UTF-8.`;
      if (!sawMultibyte) return wrongEncoding(what, "WINDOWS-1252", "Latin-1 or Windows-1252");
      return new InvalidInputError({
        code: "csv_damaged",
        what,
        why: "The lines before it are, so it is damaged.",
        next: "Mend or remove it.",
      });
    }
    sawMultibyte ||= !isAscii(text);
    start = end + 1;
  }
}

function wrongEncoding(what: string, iconvName: string, looksLike?: string): InvalidInputError {
  return new InvalidInputError({
    code: "csv_wrong_encoding",
    what,
    why: looksLike && `The file looks like ${looksLike}.`,
    next: `Convert it: iconv -f ${iconvName} -t UTF-8 old.csv > new.csv, or "CSV UTF-8" in a spreadsheet's Save as.`,
  });
}
