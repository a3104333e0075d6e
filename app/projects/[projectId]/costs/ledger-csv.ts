import type { CsvValue } from "../../../_components/csv";
import type { LedgerRow } from "./ledger-card";

/** The rows as they came, one a line, figures to a thousandth. */
export function ledgerCsv(
  rows: readonly LedgerRow[],
  columns: readonly (keyof LedgerRow)[],
  currency: string,
): CsvValue[][] {
  const cellOf = (row: LedgerRow, column: keyof LedgerRow) => {
    const value = row[column];
    return typeof value === "number" ? Math.round(value * 1000) / 1000 : null;
  };
  return [
    columns.map((column) => (column === "cost" ? `cost${currency}` : column)),
    ...rows.map((row) => columns.map((column) => (column === "name" ? row.name : cellOf(row, column)))),
  ];
}
