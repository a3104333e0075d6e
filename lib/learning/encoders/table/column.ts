import { fnv1a } from "../../random";
import { numberOf } from "./cell";

/** What a column of the table becomes. */
export type Column = NumberColumn | LevelColumn | HashedColumn;

/** (x − median) / deviation, clipped, minus its mean over the pool. A missing value is that mean. */
interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  readonly median: number;
  readonly deviation: number;
  readonly mean: number;
  /** Whether a second feature is 1 where the value is missing. */
  readonly marksMissing: boolean;
}

/** One feature a level, 1 where it stands; null is the level of missing values. Unseen levels give zeros. */
interface LevelColumn {
  readonly kind: "levels";
  readonly name: string;
  readonly levels: readonly (string | null)[];
}

/** ±1 at the place that a hash of the level chooses (Weinberger et al. 2009); zeros where it is missing. */
interface HashedColumn {
  readonly kind: "hashed";
  readonly name: string;
}

const HASH_FEATURES = 32;

/** Robust deviations from the median beyond which a number counts no more. */
const LARGEST_DEVIATION = 5;

export function widthOf(column: Column): number {
  if (column.kind === "number") return column.marksMissing ? 2 : 1;
  return column.kind === "levels" ? column.levels.length : HASH_FEATURES;
}

/** Calls `write` with the place (0..width − 1) and value of each feature that is not 0. */
export function writeFeatures(
  column: Column,
  cell: string | number | null,
  write: (place: number, value: number) => void,
): void {
  if (column.kind === "number") {
    const value = numberOf(cell);
    if (value !== null) write(0, clippedDeviation(value, column) - column.mean);
    else if (column.marksMissing) write(1, 1);
  } else if (column.kind === "levels") {
    const place = column.levels.indexOf(cell === null ? null : String(cell));
    if (place >= 0) write(place, 1);
  } else if (cell !== null) {
    const hash = fnv1a(String(cell));
    write(hash & (HASH_FEATURES - 1), hash < 0 ? -1 : 1);
  }
}

/** (x − median) / deviation within ±5. */
export function clippedDeviation(
  value: number,
  { median, deviation }: Pick<NumberColumn, "median" | "deviation">,
): number {
  const deviations = (value - median) / deviation;
  return Math.min(LARGEST_DEVIATION, Math.max(-LARGEST_DEVIATION, deviations));
}
