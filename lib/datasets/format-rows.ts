import type { ExportedCell } from "@/db/queries/exports";
import { csvRecord, type Formulas } from "./write-csv";

export interface ExportOptions {
  readonly projectId: string;
  readonly format: "jsonl" | "csv";
  /** CSV only: `escape` puts an apostrophe before texts a spreadsheet would run; `keep` is lossless. */
  readonly formulas: Formulas;
}

/** Rows as text: JSON Lines, or CSV with a header. One chunk a batch. */
export async function* formatRows<Column extends string>(
  batches: AsyncIterable<readonly Readonly<Record<Column, ExportedCell>>[]>,
  columns: readonly Column[],
  { format, formulas }: Pick<ExportOptions, "format" | "formulas">,
): AsyncGenerator<string> {
  if (format === "csv") yield csvRecord(columns, "keep");
  for await (const rows of batches) {
    yield rows
      .map((row) =>
        format === "csv"
          ? csvRecord(
              columns.map((column) => row[column]),
              formulas,
            )
          : `${JSON.stringify(row)}\n`,
      )
      .join("");
  }
}
