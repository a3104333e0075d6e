import type { TabularRow } from "../encoder";
import { cellOf, numberOf } from "./cell";
import { type Column, clippedDeviation } from "./column";

/** A category of more levels is hashed. */
const MOST_LEVELS = 50;

/** From this many values on, a column of words that hardly ever repeats is taken for an identifier. */
const FEWEST_IDENTIFIERS = 20;
const IDENTIFIER_SHARE = 0.9;

/** Interquartile range of a standard normal variable. */
const NORMAL_QUARTILES = 1.349;

/**
 * Decides what each column becomes. Dropped are columns that hold one value everywhere, and identifiers. Columns
 * stand in the order of their names, whatever the order in the rows.
 */
export function describeColumns(rows: readonly TabularRow[]): Column[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].sort();
  return names.flatMap(
    (name) =>
      describe(
        name,
        rows.map((row) => cellOf(row, name)),
      ) ?? [],
  );
}

function describe(name: string, cells: readonly (string | number | null)[]): Column | null {
  const values = cells.filter((cell) => cell !== null);
  if (values.length === 0) return null;
  const numbers = values.map(numberOf).filter((value) => value !== null);
  const marksMissing = values.length < cells.length;
  return numbers.length === values.length
    ? describeNumbers(name, numbers, marksMissing)
    : describeCategories(name, values.map(String), marksMissing);
}

/** Median and interquartile range, so that a few wild values do not flatten all the others. */
function describeNumbers(name: string, numbers: readonly number[], marksMissing: boolean): Column | null {
  const sorted = Float64Array.from(numbers).sort();
  const median = quantile(sorted, 0.5);
  const robust = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / NORMAL_QUARTILES;
  const spread = robust > 0 ? robust : standardDeviation(sorted);
  if (!(spread > 0) && !marksMissing) return null;
  const scale = { median, deviation: spread > 0 ? spread : 1 };
  const mean = sorted.reduce((sum, value) => sum + clippedDeviation(value, scale), 0) / sorted.length;
  return { kind: "number", name, ...scale, mean, marksMissing };
}

function describeCategories(name: string, values: readonly string[], marksMissing: boolean): Column | null {
  const distinct = [...new Set(values)].sort();
  if (values.length >= FEWEST_IDENTIFIERS && distinct.length > IDENTIFIER_SHARE * values.length) return null;
  if (distinct.length > MOST_LEVELS) return { kind: "hashed", name };
  const levels = marksMissing ? [...distinct, null] : distinct;
  return levels.length > 1 ? { kind: "levels", name, levels } : null;
}

/** Linear interpolation between the two nearest order statistics. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
