import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ignoreMissing, pruneFolder } from "./prune-folder";

/** Room for some ten thousand previews of photographs. */
const defaultMostBytes = 2 * 1024 ** 3;
/** When nothing was made for so long, there is time to look what is kept. */
const defaultQuietMs = 30_000;
/** A use is noted at most this often: which of two was used last matters in days. */
const usedAgainMs = 3_600_000;

/** Files made from blobs. All of them can be made again, so those not used for longest go when they take too much room. */
export interface DerivedFiles {
  /** The content under this key; made and kept if it is not there. One key is never made twice at a time. */
  readOrMake(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
  /** Forgets what was made under this key; nothing happens where there is none. */
  remove(key: string): Promise<void>;
}

interface DerivedFilesOptions {
  readonly directory: string;
  /** How many may be made at once; the others wait. */
  readonly atOnce: number;
  /** What they may take together; a sweep some time later sees to it. */
  readonly mostBytes?: number;
  /** How long nothing must have been made before a sweep. */
  readonly quietMs?: number;
}

/** `<directory>/ab/<key>`. The key must be a plain file name. */
export function createDerivedFiles(options: DerivedFilesOptions): DerivedFiles {
  const pathOf = (key: string) => join(options.directory, key.slice(0, 2), key);
  const beingMade = new Map<string, Promise<Uint8Array>>();
  const inTurn = limitTo(options.atOnce);
  const sweepSoon = sweeper(options);

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
    sweepSoon(content.length);
    return content;
  }

  return {
    async readOrMake(key, make) {
      const path = pathOf(key);
      const kept = await readFile(path).catch(ignoreMissing);
      if (kept) {
        await noteUse(path);
        return kept;
      }
      const made = beingMade.get(key) ?? makeAndKeep(path, make).finally(() => beingMade.delete(key));
      beingMade.set(key, made);
      return made;
    },
    remove: async (key) => rm(pathOf(key), { force: true }),
  };
}

/**
 * By the time of the file's last change: many systems keep no time of the last reading. Where it cannot be noted, as in
 * a folder that only may be read, the file is as good as before.
 */
async function noteUse(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  const now = new Date();
  if (!found || now.getTime() - found.mtimeMs < usedAgainMs) return;
  await utimes(path, now, now).catch(() => null);
}

/** Told of each file that was made. Sweeps in a quiet moment, or when a tenth of the room was filled since the last sweep. */
function sweeper({
  directory,
  mostBytes = defaultMostBytes,
  quietMs = defaultQuietMs,
}: DerivedFilesOptions): (bytes: number) => void {
  let timer: NodeJS.Timeout | undefined;
  let madeBytes = 0;
  let sweeping = false;
  let wanted = false;
  const sweep = async () => {
    clearTimeout(timer);
    madeBytes = 0;
    wanted = true;
    if (sweeping) return;
    sweeping = true;
    while (wanted) {
      wanted = false;
      // What cannot be removed now is looked at again by the next sweep; nobody's picture depends on it.
      await pruneFolder(directory, mostBytes).catch(() => 0);
    }
    sweeping = false;
  };
  return (bytes) => {
    madeBytes += bytes;
    if (madeBytes > mostBytes / 10) return void sweep();
    clearTimeout(timer);
    timer = setTimeout(() => void sweep(), quietMs).unref();
  };
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
