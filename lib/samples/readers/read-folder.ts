import { constants, type Dirent } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { InvalidInputError, messageOf } from "../../errors";
import { importLimits } from "../limits";
import { describeImage } from "./describe-image";
import { isClutter, shownPath } from "./image-path";
import type { OnBytes, ReadSample, Source } from "./reader";

/** A folder of images and its subfolders, in the order of their names. Links are not followed. */
export async function* readFolder({ path }: Source, onBytes: OnBytes): AsyncGenerator<ReadSample> {
  for await (const { path: file, entry } of filesBelow(path)) {
    const name = relative(path, file).split(sep).join("/");
    if (isClutter(name)) continue;
    const refuse = (reason: string): ReadSample => ({ kind: "refusal", place: shownPath(name), reason });
    if (entry.isSymbolicLink()) yield refuse("a link, not a file");
    else if (!entry.isFile()) yield refuse("neither a file nor a folder");
    else {
      const bytes = await readWhole(file);
      if (typeof bytes !== "string") onBytes(bytes.length);
      yield typeof bytes === "string" ? refuse(bytes) : describeImage(name, bytes);
    }
  }
}

/** How many bytes `readFolder` will read. */
export async function folderBytes(path: string): Promise<number> {
  let total = 0;
  for await (const { path: file, entry } of filesBelow(path)) {
    if (entry.isFile() && !isClutter(relative(path, file).split(sep).join("/"))) {
      total += await sizeOf(file);
    }
  }
  return total;
}

async function sizeOf(path: string): Promise<number> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function* filesBelow(folder: string): AsyncGenerator<{ path: string; entry: Dirent }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new InvalidInputError({
      code: "import_source_unreadable",
      what: `The folder ${folder} cannot be read.`,
      why: `${messageOf(error)}.`,
      next: "Check that it exists and may be read, then import it again. Nothing was imported.",
      cause: error,
    });
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield { path, entry };
  }
}

/** The file's bytes, or why they cannot be had. */
async function readWhole(path: string): Promise<Buffer | string> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const { size } = await file.stat();
      if (size > importLimits.imageBytes) return `larger than ${importLimits.imageBytes / 1024 / 1024} MB`;
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    return `cannot be read (${messageOf(error).slice(0, 120)})`;
  }
}
