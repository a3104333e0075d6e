import type { SparseMatrix } from "../../linear-algebra/sparse-matrix";
import type { TabularRow } from "../encoder";
import { cellOf } from "./cell";
import { type Column, widthOf, writeFeatures } from "./column";

/** The features of the columns side by side (rows × sum of their widths, at least one). */
export function tableFeatures(rows: readonly TabularRow[], columns: readonly Column[]): SparseMatrix {
  const starts = new Int32Array(rows.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  rows.forEach((row, i) => {
    let first = 0;
    for (const column of columns) {
      writeFeatures(column, cellOf(row, column.name), (place, value) => {
        indices.push(first + place);
        values.push(value);
      });
      first += widthOf(column);
    }
    starts[i + 1] = indices.length;
  });
  return {
    rows: rows.length,
    columns: featureCount(columns),
    starts,
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
  };
}

/** A table without any telling column has one feature, which is 0. */
export function featureCount(columns: readonly Column[]): number {
  return Math.max(
    1,
    columns.reduce((sum, column) => sum + widthOf(column), 0),
  );
}
