import type { Matrix } from "../../matrix";

/**
 * Replaces co-occurrence counts by their positive pointwise mutual information, in place:
 * max(0, log(n·n_tc / (n_t·n_c))), in nats (Church & Hanks 1990; Levy & Goldberg 2014).
 */
export function positivePmi(counts: Matrix): void {
  const { rows, columns, data } = counts;
  const rowSums = new Float64Array(rows);
  const columnSums = new Float64Array(columns);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) {
      rowSums[i]! += data[at]!;
      columnSums[j]! += data[at]!;
    }
  }
  const total = rowSums.reduce((sum, count) => sum + count, 0);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) {
      if (data[at]! > 0)
        data[at] = Math.max(0, Math.log((data[at]! * total) / (rowSums[i]! * columnSums[j]!)));
    }
  }
}
