import type { LedgerRow } from "./ledger-card";

/** The rows as they came, one a line, figures to a thousandth. Names that a spreadsheet would run as a formula are made harmless. */
export function ledgerCsv(
  rows: readonly LedgerRow[],
  columns: readonly (keyof LedgerRow)[],
  currency: string,
): string {
  const head = columns.map((column) => (column === "cost" ? `cost${currency}` : column));
  const cellOf = (row: LedgerRow, column: keyof LedgerRow) => {
    const value = row[column];
    return typeof value === "number" ? Math.round(value * 1000) / 1000 : "";
  };
  const lines = rows.map((row) =>
    columns.map((column) => (column === "name" ? quoted(row.name) : cellOf(row, column))).join(","),
  );
  return `${[head.join(","), ...lines].join("\r\n")}\r\n`;
}

function quoted(name: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(name) ? `'${name}` : name;
  return `"${safe.replaceAll('"', '""')}"`;
}
