export type CsvValue = string | number | null;

/** OWASP, "CSV Injection": a spreadsheet runs what begins so as a formula. */
const startsFormula = /^[=+\-@\t\r\n]/;

/** Rows as a CSV file (RFC 4180) for spreadsheets; null is an empty cell. */
export function csvOf(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** No figure here is known to more digits; whole numbers are counts and stay as they are. */
function roughly(value: number): number {
  return Number(value.toPrecision(6));
}

function cell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : String(roughly(value));
  const text = startsFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
