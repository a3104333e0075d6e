import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";

/** Imports of other files, not of packages. */
const fileImports = /\b(?:from|import)\s*\(?\s*"((?:\.\.?|@)\/[^"]+)"/g;

/** What `@/` stands for where sources run; bundles hold relative paths only. */
const root = new URL("../../", import.meta.url);

/**
 * sha256 of the text of a module and of all files that it imports, however far around: of bundles where these run, of the
 * sources elsewhere. The same in whatever directory they lie.
 */
export function hashModules(entry: string): string {
  const hash = createHash("sha256");
  const seen = new Set<string>();
  const add = (module: URL) => {
    if (seen.has(module.href)) return;
    seen.add(module.href);
    const text = readFileSync(module, "utf8");
    hash.update(text).update("\0");
    for (const [, path] of text.matchAll(fileImports)) {
      const imported = fileOf(path!, module);
      if (imported) add(imported);
    }
  };
  add(new URL(entry));
  return hash.digest("hex");
}

/** None for what only looks like an import, in a text. */
function fileOf(path: string, importer: URL): URL | undefined {
  const { href } = path.startsWith("@/") ? new URL(path.slice(2), root) : new URL(path, importer);
  return [new URL(`${href}.ts`), new URL(href)].find((file) => existsSync(file));
}
