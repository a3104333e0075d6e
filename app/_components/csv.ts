export type CsvValue = string | number | null;

/** OWASP, "CSV Injection": a spreadsheet runs what begins so as a formula. */
const startsFormula = /^[=+\-@\t\r\n]/;

/** Rows as a CSV file (RFC 4180) for spreadsheets; null is an empty cell. */
export function csvOf(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = startsFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
