import type { Dirent } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

interface KeptFile {
  readonly path: string;
  readonly bytes: number;
  readonly usedAt: number;
}

/** A sweep makes room for a while, so that the next files do not need another one at once. */
const roomLeft = 0.1;

/**
 * Removes the files of a folder's folders that were used least recently, by the time of their last change, until
 * they take less than `mostBytes`. Leaves a folder that is small enough as it is. Returns how many it removed.
 */
export async function pruneFolder(directory: string, mostBytes: number): Promise<number> {
  const files = await filesIn(directory);
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes <= mostBytes) return 0;
  let removed = 0;
  for (const file of files.sort((a, b) => a.usedAt - b.usedAt)) {
    if (bytes <= mostBytes * (1 - roomLeft)) break;
    await rm(file.path, { force: true });
    bytes -= file.bytes;
    removed += 1;
  }
  return removed;
}

/** One after the other: a sweep has time, and whoever waits for a picture has not. */
async function filesIn(directory: string): Promise<KeptFile[]> {
  const files: KeptFile[] = [];
  for (const folder of await entriesOf(directory)) {
    if (!folder.isDirectory()) continue;
    for (const { name } of await entriesOf(join(directory, folder.name))) {
      const path = join(directory, folder.name, name);
      const found = await stat(path).catch(ignoreMissing);
      if (found) files.push({ path, bytes: found.size, usedAt: found.mtimeMs });
    }
  }
  return files;
}

async function entriesOf(directory: string): Promise<Dirent[]> {
  return (await readdir(directory, { withFileTypes: true }).catch(ignoreMissing)) ?? [];
}

/** Another process may sweep, too. */
export function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
