import { accessSync, constants, statSync } from "node:fs";
import { realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { InvalidInputError, messageOf } from "@/lib/errors";

/** Before hours are spent on what cannot be kept. Throws an InvalidInputError. */
export function assertWritable(path: string): void {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (path === "") throw new Error("its name is empty");
    if (found?.isDirectory()) throw new Error("it is a directory");
    if (!found && !statSync(dirname(path)).isDirectory()) throw new Error(`${dirname(path)} is no directory`);
    accessSync(found ? path : dirname(path), constants.W_OK);
  } catch (cause) {
    throw new InvalidInputError({
      code: "report_not_writable",
      what: `--report ${path} cannot be written: ${messageOf(cause)}.`,
      next: "Name a file in a directory that exists; nothing was computed yet.",
      cause,
    });
  }
}

/**
 * Writes the report. An older one stays until the new one is on the disk, unless only the file itself may be written: then
 * in place.
 */
export async function writeReport(path: string, html: string): Promise<void> {
  try {
    // A link stays a link.
    const target = await realpath(path).catch(() => path);
    const found = await stat(target).catch(() => null);
    // Nothing takes the place of a device or a pipe.
    if (found && !found.isFile()) await writeFile(target, html);
    else await replaceFile(target, html, found?.mode);
  } catch (cause) {
    throw new Error(
      `The report ${path} could not be written: ${messageOf(cause)}. ` +
        "Make room or name another file; seeds that --resume keeps are not computed again.",
      { cause },
    );
  }
}

/** What keeps a draft from being made beside a file that can be written, or from taking its place: it may be a mount point. */
const irreplaceable = ["EACCES", "EPERM", "EBUSY", "EXDEV", "EROFS", "ENAMETOOLONG"];

async function replaceFile(path: string, text: string, mode: number | undefined): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeFile(draft, text, { mode, flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    if (!irreplaceable.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    await writeFile(path, text, { flush: true });
  }
}
