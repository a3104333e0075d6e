import { posix } from "node:path";
import type { SourceFile } from "./source-files";

export interface Import {
  readonly specifier: string;
  /** `import type` and `export type`: gone when the program runs. */
  readonly typeOnly: boolean;
}

/**
 * The imports of a file, `import()` included. It leans on the formatter: a static import or re-export
 * starts its line, and every statement ends with a semicolon.
 */
export function importsOf(text: string): Import[] {
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?["']([^"']+)["']/gm,
  );
  const calls = text.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g);
  return [
    ...[...statements].map((match) => ({ specifier: match[2]!, typeOnly: match[1] !== undefined })),
    ...[...calls].map((match) => ({ specifier: match[1]!, typeOnly: false })),
  ];
}

/** The file of ours that a specifier names, without its ending; null for a package. */
export function resolveLocally(importer: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return withoutEnding(specifier.slice(2));
  if (specifier.startsWith(".")) return withoutEnding(posix.join(posix.dirname(importer), specifier));
  return null;
}

/** `drizzle-orm` for `drizzle-orm/pg-core`, `@scope/name` for `@scope/name/part`, `node:` for `node:fs`. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return "node:";
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0]!;
}

export function withoutEnding(path: string): string {
  return path.replace(/\.(ts|tsx|mjs)$/, "");
}

/** Each file's local imports that exist when it runs, by path without ending. */
export function runtimeGraph(files: readonly SourceFile[]): Map<string, string[]> {
  return new Map(
    files.map(({ path, text }) => {
      const targets = importsOf(text)
        .filter(({ typeOnly }) => !typeOnly)
        .map(({ specifier }) => resolveLocally(path, specifier))
        .filter((target) => target !== null);
      return [withoutEnding(path), targets];
    }),
  );
}
