import type { ExportedCell } from "@/db/queries/exports";

/** What to do with texts that a spreadsheet would run as a formula. */
export type Formulas = "escape" | "keep";

/** One RFC 4180 record with its line end. Lists stand in one cell, joined by `|`; JSON Lines keep them apart. */
export function csvRecord(cells: readonly ExportedCell[], formulas: Formulas): string {
  return `${cells.map((cell) => csvCell(cell, formulas)).join(",")}\r\n`;
}

function csvCell(cell: ExportedCell, formulas: Formulas): string {
  if (cell === null) return "";
  // Numbers and booleans are ours and never text: a score of -0.5 stays a number.
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  const text = typeof cell === "string" ? cell : Array.isArray(cell) ? cell.join("|") : JSON.stringify(cell);
  const safe = formulas === "escape" && startsFormula.test(text) ? `'${text}` : text;
  return mustQuote.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** OWASP, "CSV Injection": these begin a formula, also behind a tab or line end. */
const startsFormula = /^[=+\-@\t\r\n]/;
/** Blanks at the ends are quoted too: some readers strip them. */
const mustQuote = /[",;\r\n\t]|^\s|\s$|^$/;
