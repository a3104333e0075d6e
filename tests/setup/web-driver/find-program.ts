import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The first of these programs that can be run: paths, or names to look for on the PATH; else null. */
export function findProgram(names: readonly (string | undefined)[]): string | null {
  const directories = (process.env.PATH ?? "").split(delimiter);
  const paths = names.flatMap((name) => {
    if (!name) return [];
    return name.includes("/") ? [name] : directories.map((directory) => join(directory, name));
  });
  return paths.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
