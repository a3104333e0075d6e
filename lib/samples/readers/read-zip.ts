import { crc32 } from "node:zlib";
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from "yauzl";
import { InvalidInputError, messageOf } from "../../errors";
import { importLimits } from "../limits";
import { describeImage } from "./describe-image";
import { isClutter, shownPath } from "./image-path";
import { openForReading } from "./open-text-file";
import type { OnBytes, ReadSample, Source } from "./reader";

const encryptedFlag = 1;
const [unixLink, unixKind] = [0o120000, 0o170000];

/**
 * A zip of images. Nothing is unpacked to a path: bytes go from the archive to memory, one file at a time.
 * What the archive says of its files (names, sizes, kinds) is checked, never trusted.
 */
export async function* readZip(source: Source, onBytes: OnBytes): AsyncGenerator<ReadSample> {
  const { name } = source;
  const zip = await openArchive(source);
  try {
    let packed = 0;
    for await (const entry of entriesOf(name, zip)) {
      packed += entry.compressedSize;
      if (packed > zip.fileSize) throw overlapping(name);
      const sample = await readEntry(zip, entry);
      onBytes(entry.compressedSize);
      if (sample) yield sample;
    }
  } finally {
    zip.close();
  }
}

async function openArchive({ path, name }: Source): Promise<ZipFile> {
  const file = await openForReading({ path, name });
  const { size } = await file.stat();
  await file.close();
  if (size === 0) {
    throw new InvalidInputError({
      code: "import_empty",
      what: `${name} is empty.`,
      next: "Choose a zip with at least one image. Nothing was imported.",
    });
  }
  try {
    // Names and sizes are checked here file by file, so that one bad entry does not refuse the others.
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
    const zip = await openPromise(path, options);
    if (zip.entryCount <= importLimits.archiveEntries) return zip;
    zip.close();
  } catch (error) {
    throw damaged(name, error);
  }
  throw new InvalidInputError({
    code: "import_archive_too_big",
    what: `${name} holds more than ${importLimits.archiveEntries} files.`,
    next: "Split it into several archives and import them one after another. Nothing was imported.",
  });
}

async function* entriesOf(name: string, zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry();
  while (true) {
    const step = await entries.next().catch((error: unknown) => {
      throw damaged(name, error);
    });
    if (step.done) return;
    yield step.value;
  }
}

/** Null for folders and for what operating systems add. */
async function readEntry(zip: ZipFile, entry: Entry): Promise<ReadSample | null> {
  const rawName = getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    true,
  );
  const reason = unsafeEntry(entry, rawName);
  if (reason) return { kind: "refusal", place: shownPath(rawName), reason };
  if (rawName.endsWith("/") || isClutter(rawName)) return null;
  const inflated = await inflate(zip, entry);
  return typeof inflated === "string"
    ? { kind: "refusal", place: shownPath(rawName), reason: inflated }
    : describeImage(rawName, inflated);
}

function unsafeEntry(entry: Entry, name: string): string | null {
  if (validateFileName(name) !== null || name.includes("\\") || name.includes("\0")) {
    return "its name leads out of the archive (.., an absolute path or a backslash)";
  }
  if (((entry.externalFileAttributes >>> 16) & unixKind) === unixLink) return "a link, not a file";
  if (entry.generalPurposeBitFlag & encryptedFlag) return "encrypted; make the archive without a password";
  if (!entry.canDecodeFileData()) return `packed by method ${entry.compressionMethod}; use deflate or store`;
  if (entry.uncompressedSize > importLimits.imageBytes) return tooBig;
  return null;
}

const tooBig = `larger than ${importLimits.imageBytes / 1024 / 1024} MB`;

/** The file's bytes, or why not. Stops as soon as more comes out than the archive declared. */
async function inflate(zip: ZipFile, entry: Entry): Promise<Buffer | string> {
  const declared = entry.uncompressedSize;
  if (declared > 1024 * 1024 && declared > entry.compressedSize * importLimits.archiveRatio) {
    return `unpacks to more than ${importLimits.archiveRatio} times its size, as no image does`;
  }
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      length += chunk.length;
      if (length > declared) return `unpacks to more than the ${declared} bytes the archive declares`;
      chunks.push(chunk);
    }
    if (length < declared) return `unpacks to ${length} bytes, not the ${declared} the archive declares`;
    const bytes = Buffer.concat(chunks, length);
    return crc32(bytes) === entry.crc32 ? bytes : "damaged: its checksum differs";
  } catch (error) {
    return `cannot be unpacked (${messageOf(error).slice(0, 120)})`;
  }
}

function damaged(name: string, cause: unknown): InvalidInputError {
  return new InvalidInputError({
    code: "import_not_zip",
    what: `${name} is not a readable zip archive.`,
    why: `${messageOf(cause).slice(0, 200).replace(/\.$/, "")}.`,
    next: "Make the archive again, or import the folder. Nothing was imported.",
    cause,
  });
}

function overlapping(name: string): InvalidInputError {
  return new InvalidInputError({
    code: "import_archive_bomb",
    what: `The files in ${name} take more room than the archive has: they overlap, or it is damaged.`,
    next: "Make the archive again with an ordinary tool. Nothing was imported.",
  });
}
