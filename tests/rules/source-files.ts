import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const sourceFolders = ["app", "bench", "bin", "db", "lib", "tests", "workers"];
const generated = ["db/migrations"];

export interface SourceFile {
  /** From the root, with slashes: `lib/rounds/publish-round.ts`. */
  readonly path: string;
  readonly text: string;
}

/** Every TypeScript and JavaScript file of ours. */
export function readSourceFiles(): SourceFile[] {
  return sourceFolders
    .flatMap(pathsUnder)
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

function pathsUnder(folder: string): string[] {
  if (generated.includes(folder) || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? pathsUnder(path) : [path];
  });
}
