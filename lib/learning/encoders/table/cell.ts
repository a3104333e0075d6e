import type { TabularRow } from "../encoder";

/** Decimal numbers as people write them; with a leading zero it is a code, such as a postcode. */
const DECIMAL = /^[-+]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;

/** What stands in a column of a row; null when it is missing: absent, null, blank or not a finite number. */
export function cellOf(row: TabularRow, column: string): string | number | null {
  const value = Object.hasOwn(row, column) ? row[column]! : null;
  if (typeof value === "string") return value.trim() === "" ? null : value.trim();
  return Number.isFinite(value) ? value : null;
}

/** Numbers beyond are taken as this: sums, differences and squares of larger ones could be infinite. */
const LARGEST = 1e150;

/** The number a cell holds or spells, within ±1e150; null when it does neither. */
export function numberOf(cell: string | number | null): number | null {
  if (cell === null) return null;
  const value = typeof cell === "number" || DECIMAL.test(cell) ? Number(cell) : Number.NaN;
  return Number.isFinite(value) ? Math.min(LARGEST, Math.max(-LARGEST, value)) : null;
}
