import { type FileHandle, open } from "node:fs/promises";
import { InvalidInputError } from "../../errors";
import { identifyBinary, looksLikeUtf16 } from "./identify-binary";
import type { OnBytes, Source } from "./reader";

const headBytes = 64 * 1024;
const chunkBytes = 256 * 1024;

export interface TextFile {
  readonly name: string;
  /** The first 64 KiB, in UTF-8 without byte order mark: enough for a header. */
  readonly head: Buffer;
  /** All of it, from the start, in UTF-8 without byte order mark. Not yet checked to be valid. */
  chunks(): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** Opens a file that should be text. Throws an InvalidInputError that says what it is instead. */
export async function openTextFile({ path, name }: Source, onBytes: OnBytes): Promise<TextFile> {
  const file = await openForReading({ path, name });
  try {
    const head = Buffer.alloc(headBytes);
    const { bytesRead } = await file.read(head, 0, headBytes, 0);
    const { encoding, markLength } = recognize(name, head.subarray(0, bytesRead));
    const chunks = () => decode(readChunks(file, markLength, onBytes), encoding, name);
    const headText = head.subarray(markLength, bytesRead - ((bytesRead - markLength) % 2));
    return {
      name,
      head:
        encoding === "utf-8"
          ? head.subarray(markLength, bytesRead)
          : Buffer.from(new TextDecoder(encoding).decode(headText)),
      chunks,
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Opens a file of an import; says so when it is gone or is not readable. */
export async function openForReading({ path, name }: Source): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    throw new InvalidInputError({
      code: "import_source_unreadable",
      what: `${name} cannot be opened.`,
      why: error instanceof Error ? `${error.message}.` : undefined,
      next: "Check that the file exists and may be read, then import it again. Nothing was imported.",
      cause: error,
    });
  }
}

function recognize(name: string, head: Buffer): { encoding: Encoding; markLength: number } {
  const mark = head.toString("hex", 0, 4);
  if (mark.startsWith("efbbbf")) return { encoding: "utf-8", markLength: 3 };
  if (mark === "fffe0000" || mark === "0000feff") throw wrongEncoding(name, "UTF-32", "UTF-32");
  if (mark.startsWith("fffe")) return { encoding: "utf-16le", markLength: 2 };
  if (mark.startsWith("feff")) return { encoding: "utf-16be", markLength: 2 };
  if (looksLikeUtf16(head)) throw wrongEncoding(name, "UTF-16 without a byte order mark", "UTF-16LE");
  const binary = identifyBinary(head);
  if (binary) {
    throw new InvalidInputError({
      code: "import_not_text",
      what: `${name} is ${binary}, not a text file.`,
      next: "Save the table as CSV in UTF-8 (or as JSONL) and import that; images come in a zip. Nothing was imported.",
    });
  }
  if (head.length === 0 || head.toString("latin1").trim() === "") throw emptyFile(name, head.length);
  return { encoding: "utf-8", markLength: 0 };
}

function emptyFile(name: string, bytes: number): InvalidInputError {
  return new InvalidInputError({
    code: "import_empty",
    what:
      bytes === 0 ? `${name} is empty.` : `${name} begins with ${bytes} bytes of blanks and nothing else.`,
    next: "Choose a file with at least one sample. Nothing was imported.",
  });
}

/** How to get out of a wrong encoding: the command for it. */
export function wrongEncoding(name: string, found: string, iconvName: string, why?: string) {
  return new InvalidInputError({
    code: "import_wrong_encoding",
    what: `${name} looks like ${found}, not UTF-8.`,
    why,
    next: `Convert it (iconv -f ${iconvName} -t UTF-8 old > new, or "CSV UTF-8" in a spreadsheet's Save as) and import that. Nothing was imported.`,
  });
}

async function* readChunks(file: FileHandle, start: number, onBytes: OnBytes): AsyncGenerator<Buffer> {
  onBytes(start);
  for (let position = start; ; ) {
    // A fresh buffer each time: parts of a chunk live on until their record is complete.
    const buffer = Buffer.allocUnsafeSlow(chunkBytes);
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    onBytes(bytesRead);
    yield buffer.subarray(0, bytesRead);
  }
}

async function* decode(chunks: AsyncIterable<Buffer>, encoding: Encoding, name: string) {
  if (encoding === "utf-8") {
    yield* chunks;
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  try {
    for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
    yield Buffer.from(decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw wrongEncoding(name, `damaged ${encoding.toUpperCase()}`, encoding.toUpperCase());
  }
}
