import { existsSync, mkdirSync, openSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";

const largestLog = 10_000_000;

/** Opens a log for appending; one that has grown large becomes `name.1` first. */
export function openLogFile(path: string): { readonly descriptor: number; readonly size: number } {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (existsSync(path) && statSync(path).size > largestLog) renameSync(path, `${path}.1`);
  const descriptor = openSync(path, "a", 0o600);
  return { descriptor, size: statSync(path).size };
}
