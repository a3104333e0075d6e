import type { Task } from "../../contracts/projects";
import { InvalidInputError } from "../../errors";
import { importLimits } from "../limits";
import { type ColumnRole, columnRole } from "./column-role";
import { parseCsvRecord } from "./parse-csv-record";
import type { Source } from "./reader";
import { splitCsvRecords } from "./split-csv-records";

const delimiters = [",", ";", "\t"] as const;

export interface CsvHeader {
  readonly delimiter: string;
  readonly columnCount: number;
  /** Positions of the columns with a meaning; -1 when there is none. */
  readonly text: number;
  readonly label: number;
  /** Only where a sample may have several classes: an export's column of them. */
  readonly labels: number;
  readonly id: number;
  readonly group: number;
  /** All others, with their names. */
  readonly others: readonly (readonly [position: number, name: string])[];
}

/** Reads the header at the start of `head`: finds the delimiter and the columns. */
export async function readCsvHeader({ name, task }: Source, head: Buffer): Promise<CsvHeader> {
  const candidates = await Promise.all(delimiters.map((delimiter) => columnsWith(head, delimiter)));
  const named = candidates.find(({ names }) => names.some((name) => name.toLowerCase() === "text"));
  const chosen = named ?? candidates.reduce((a, b) => (b.names.length > a.names.length ? b : a));
  return understand(name, task ?? "single", chosen);
}

async function columnsWith(head: Buffer, delimiter: string) {
  for await (const record of splitCsvRecords([head], delimiter, importLimits.lineBytes)) {
    const header = record.bytes?.toString("utf8") ?? "";
    if (header.trim() === "") continue;
    // Text behind a closing quote: another delimiter stands there.
    if (record.brokenQuoteLine !== null) break;
    return { delimiter, names: parseCsvRecord(header, delimiter).map((name) => name.trim()) };
  }
  return { delimiter, names: [] };
}

function understand(
  fileName: string,
  task: Task,
  { delimiter, names: given }: { readonly delimiter: string; readonly names: readonly string[] },
): CsvHeader {
  if (given.length > importLimits.columns) {
    throw invalidHeader(
      fileName,
      `has ${given.length} columns, more than ${importLimits.columns}. Keep those that matter.`,
    );
  }
  // pandas writes its index as a column without a name.
  const names = given.map((name, position) => name || `column ${position + 1}`);
  const roles = names.map((name) => columnRole(name, task));
  const keys = roles.map((role, position) => role ?? names[position]!);
  const twice = keys.find((name, position) => keys.indexOf(name) !== position);
  if (twice !== undefined) {
    throw invalidHeader(fileName, `names the column "${twice.slice(0, 60)}" twice. Give each its own name.`);
  }
  const positionOf = (role: ColumnRole) => roles.indexOf(role);
  if (positionOf("text") === -1) {
    const found = names.slice(0, 8).map((name) => `"${name.slice(0, 40)}"`);
    throw invalidHeader(
      fileName,
      `has no column named "text". It names ${found.join(", ") || "nothing"}${names.length > 8 ? ", …" : ""}. ` +
        'Rename the column that holds the texts to "text"; "label", "id" and "group" are optional.',
    );
  }
  return {
    delimiter,
    columnCount: names.length,
    text: positionOf("text"),
    label: positionOf("label"),
    labels: positionOf("labels"),
    id: positionOf("id"),
    group: positionOf("group"),
    others: names.flatMap((name, position) => (roles[position] === null ? [[position, name] as const] : [])),
  };
}

function invalidHeader(fileName: string, problem: string): InvalidInputError {
  return new InvalidInputError({
    code: "import_invalid_header",
    what: `The first line of ${fileName} ${problem}`,
    next: "Then import it again. Nothing was imported.",
  });
}
