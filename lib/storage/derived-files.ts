import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Files made from blobs, kept until somebody empties the folder: all of them can be made again. */
export interface DerivedFiles {
  /** The content under this key; made and kept if it is not there. One key is never made twice at a time. */
  readOrMake(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
}

interface DerivedFilesOptions {
  readonly directory: string;
  /** How many may be made at once; the others wait. */
  readonly atOnce: number;
}

/** `<directory>/ab/<key>`. The key must be a plain file name. */
export function createDerivedFiles({ directory, atOnce }: DerivedFilesOptions): DerivedFiles {
  const beingMade = new Map<string, Promise<Uint8Array>>();
  const inTurn = limitTo(atOnce);

  async function makeAndKeep(path: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const content = await inTurn(make);
    const aside = `${path}.${randomUUID()}`;
    await mkdir(dirname(path), { recursive: true });
    try {
      // Renamed into place, so that no other process reads half of it.
      await writeFile(aside, content, { mode: 0o600 });
      await rename(aside, path);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
    return content;
  }

  return {
    async readOrMake(key, make) {
      const path = join(directory, key.slice(0, 2), key);
      const kept = await readFile(path).catch(ignoreMissing);
      if (kept) return kept;
      const made = beingMade.get(key) ?? makeAndKeep(path, make).finally(() => beingMade.delete(key));
      beingMade.set(key, made);
      return made;
    },
  };
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

/** Runs at most so many at once, in the order they came. */
function limitTo(atOnce: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
