import { access } from "node:fs/promises";
import { parse } from "csv-parse";
import { InvalidInputError, messageOf } from "@/lib/errors";
import type { NamedSamples } from "./benchmark-data";
import { readCsvBytes } from "./csv-bytes";

interface CsvRow {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** Reads the columns `text` and `label` of a CSV file. Throws an InvalidInputError that names file and line. */
export async function readCsvPart(path: string): Promise<NamedSamples<string>> {
  await access(path).catch((cause) => {
    throw new InvalidInputError({
      code: "csv_missing",
      what: `There is no ${path}.`,
      next: "A text data set needs both train.csv and test.csv, with the columns text and label.",
      cause,
    });
  });
  const contents: string[] = [];
  const classNames: string[] = [];
  const rows = parse({ columns: (header: string[]) => checkHeader(path, header), bom: true, info: true });
  try {
    rows.end(await readCsvBytes(path));
    for await (const { record, info } of rows as AsyncIterable<CsvRow>) {
      const label = record.label!.trim();
      if (label === "") throw emptyLabel(path, info.lines);
      contents.push(record.text!);
      classNames.push(label);
    }
  } catch (cause) {
    if (cause instanceof InvalidInputError) throw cause;
    throw new InvalidInputError({
      code: "csv_unreadable",
      what: `${path} is not a CSV file that can be read: ${messageOf(cause)}.`,
      next: "Save it as UTF-8 CSV with quoted texts.",
      cause,
    });
  }
  return { contents, classNames };
}

function checkHeader(path: string, header: string[]): string[] {
  const missing = ["text", "label"].filter((column) => !header.includes(column));
  if (missing.length === 0) return header;
  throw new InvalidInputError({
    code: "csv_column_missing",
    what: `${path} has no column "${missing.join('" and no column "')}".`,
    why: `Its first line names: ${header.join(", ").slice(0, 200)}.`,
    next: "Name the columns text and label.",
  });
}

function emptyLabel(path: string, line: number): InvalidInputError {
  return new InvalidInputError({
    code: "csv_label_missing",
    what: `${path}, line ${line}: the label is empty.`,
    next: "A simulation needs the true class of every sample; fill it in or remove the line.",
  });
}
