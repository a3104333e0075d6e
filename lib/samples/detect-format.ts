import type { ImportFormat } from "../contracts/projects";

const byExtension: Record<string, ImportFormat> = {
  csv: "csv",
  tsv: "csv",
  txt: "csv",
  jsonl: "jsonl",
  ndjson: "jsonl",
  json: "jsonl",
  zip: "zip",
};

const zipSignatures = ["504b0304", "504b0506"];

/**
 * The format of a file by its name or, where that says nothing, by its first bytes. A file that is not
 * what its name says is left to the reader, which can tell what it found.
 */
export function detectFormat(fileName: string, head: Buffer): ImportFormat {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? "";
  const named = Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
  if (named) return named;
  if (zipSignatures.includes(head.toString("hex", 0, 4))) return "zip";
  return /^\uFEFF?\s*\{/.test(head.toString("utf8")) ? "jsonl" : "csv";
}

/** A file name as it may be shown and stored: no folders, no control characters, not too long. */
export function displayFileName(given: string): string {
  const base = given.split(/[/\\]/).at(-1) ?? "";
  const clean = base.replace(/\p{C}/gu, "").trim();
  const characters = [...clean];
  if (characters.length === 0) return "upload";
  return characters.length <= 200
    ? clean
    : `${characters.slice(0, 160).join("")}…${characters.slice(-36).join("")}`;
}
