import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { InvalidInputError, NotFoundError } from "../errors";
import type { BlobStore } from "./blob-store";

/** A file that a killed process left half-written is removed after this time. */
const abandonedAfterMs = 24 * 60 * 60 * 1000;

/**
 * Blobs as files: `<directory>/ab/cd/abcd…`. A blob is written aside, flushed to the disk and renamed, so
 * that it is whole or absent.
 */
export function createFolderStore(directory: string): BlobStore {
  const unfinished = join(directory, "unfinished");
  let prepared: Promise<void> | undefined;
  const prepare = () => {
    prepared ??= prepareUnfinished(unfinished).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };
  const pathOf = (key: string) => join(directory, key.slice(0, 2), key.slice(2, 4), checkedKey(key));

  return {
    async put(content) {
      await prepare();
      if (content instanceof Uint8Array) {
        const key = createHash("sha256").update(content).digest("hex");
        if (!(await notePut(pathOf(key)))) await writeAside(unfinished, [content], () => pathOf(key));
        return key;
      }
      const hash = createHash("sha256");
      let key = "";
      await writeAside(unfinished, hashing(content, hash), () => {
        key = hash.digest("hex");
        return pathOf(key);
      });
      return key;
    },
    get: async (key) => readFile(pathOf(key)).catch(orNotFound(key)),
    async openRange(key, start = 0, end) {
      const file = await open(pathOf(key), "r").catch(orNotFound(key));
      return openStream(file, start, end);
    },
    has: async (key) => exists(pathOf(key)),
    size: async (key) => (await stat(pathOf(key)).catch(orNotFound(key))).size,
    remove: async (key) => rm(pathOf(key), { force: true }),
    async removeUnlessPutSince(key, since) {
      await prepare();
      return removeOlder(pathOf(key), join(unfinished, randomUUID()), since);
    },
  };
}

/** A key is a path only after this check: nothing can climb out of the folder. */
function checkedKey(key: string): string {
  if (/^[0-9a-f]{64}$/.test(key)) return key;
  throw new InvalidInputError({
    code: "invalid_blob_key",
    what: `"${key.slice(0, 80)}" is not the name of a stored file.`,
    next: "A name is 64 hexadecimal digits, the SHA-256 of the content.",
  });
}

async function prepareUnfinished(unfinished: string): Promise<void> {
  await mkdir(unfinished, { recursive: true });
  for (const name of await readdir(unfinished)) {
    const path = join(unfinished, name);
    const file = await stat(path).catch(() => null);
    if (file && Date.now() - file.mtimeMs > abandonedAfterMs) await rm(path, { force: true });
  }
}

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** `destination` is asked after the last chunk, when the hash of a stream is known. */
async function writeAside(unfinished: string, chunks: Chunks, destination: () => string): Promise<void> {
  const aside = join(unfinished, randomUUID());
  try {
    const file = await open(aside, "wx", 0o600);
    try {
      for await (const chunk of chunks) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    const path = destination();
    await mkdir(dirname(path), { recursive: true });
    await rename(aside, path);
    await flushDirectory(dirname(path));
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** A rename survives a power cut only when its directory was flushed too. */
async function flushDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function* hashing(content: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}

/**
 * A blob's file tells by its time when it was put last; false where there is none, or where it is another user's, whose
 * time only they may change: it can be replaced.
 */
async function notePut(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "EPERM" || error.code === "EACCES") return false;
      return orMissing(error);
    },
  );
}

/** Moved aside before it is looked at for the last time: whoever puts it meanwhile writes it anew. */
async function removeOlder(path: string, aside: string, since: Date): Promise<boolean> {
  const isFresh = async (file: string) => (await stat(file)).mtimeMs >= since.getTime();
  try {
    if (await isFresh(path)) return false;
    await rename(path, aside);
    if (await isFresh(aside)) {
      await rename(aside, path);
      return false;
    }
    await rm(aside);
    return true;
  } catch (error) {
    // Where there is none, it is gone already.
    return !orMissing(error as NodeJS.ErrnoException);
  }
}

/** The stream closes the file when it ends or is destroyed. */
async function openStream(file: FileHandle, start: number, end?: number): Promise<Readable> {
  if (end !== undefined && end <= start) {
    await file.close();
    return Readable.from([]);
  }
  return file.createReadStream(end === undefined ? { start } : { start, end: end - 1 });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, orMissing);
}

function orMissing(error: NodeJS.ErrnoException): false {
  if (error.code === "ENOENT") return false;
  throw error;
}

function orNotFound(key: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error.code !== "ENOENT") throw error;
    throw new NotFoundError({
      code: "blob_not_found",
      what: `The stored file ${key} is missing.`,
      next: "Restore the data directory from a backup, or import the file again.",
      cause: error,
    });
  };
}
