import { type Matrix, matrix } from "../matrix";
import type { LinearOperator } from "./linear-operator";

/** Compressed sparse rows: the entries of row i lie at `starts[i]` up to `starts[i + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1 offsets. */
  readonly starts: Int32Array;
  /** The column of each entry. */
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Keeps Aᵀ beside A: sums over the rows of M are faster than additions scattered over the product. */
export function sparseOperator(a: SparseMatrix): LinearOperator {
  const transposed = transposeSparse(a);
  return {
    rows: a.rows,
    columns: a.columns,
    times: async (m) => sparseTimes(a, m),
    transposeTimes: async (m) => sparseTimes(transposed, m),
  };
}

/** Aᵀ, the entries of each row in rising order of their column. */
export function transposeSparse({ rows, columns, starts, indices, values }: SparseMatrix): SparseMatrix {
  const transposed = {
    rows: columns,
    columns: rows,
    starts: new Int32Array(columns + 1),
    indices: new Int32Array(starts[rows]!),
    values: new Float32Array(starts[rows]!),
  };
  for (let at = 0; at < starts[rows]!; at++) transposed.starts[indices[at]! + 1]!++;
  for (let column = 0; column < columns; column++)
    transposed.starts[column + 1]! += transposed.starts[column]!;
  const ends = transposed.starts.slice();
  for (let row = 0; row < rows; row++) {
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const to = ends[indices[at]!]!++;
      transposed.indices[to] = row;
      transposed.values[to] = values[at]!;
    }
  }
  return transposed;
}

/** The same matrix, row-major with its zeros. */
export function denseFromSparse({ rows, columns, starts, indices, values }: SparseMatrix): Matrix {
  const dense = matrix(rows, columns);
  for (let row = 0; row < rows; row++) {
    for (let at = starts[row]!; at < starts[row + 1]!; at++)
      dense.data[row * columns + indices[at]!]! += values[at]!;
  }
  return dense;
}

/** A·M (A.rows × M.columns). */
export function sparseTimes(a: SparseMatrix, m: Matrix): Matrix {
  const product = matrix(a.rows, m.columns);
  for (let row = 0; row < a.rows; row++) {
    addSparseRow(product.data, row * m.columns, m, a, a.starts[row]!, a.starts[row + 1]!);
  }
  return product;
}

/** target[to..] += Σ values[at] · (row indices[at] of M) over the entries from `from` up to `end`. */
export function addSparseRow(
  target: Float32Array,
  to: number,
  m: Matrix,
  { indices, values }: Pick<SparseMatrix, "indices" | "values">,
  from: number,
  end: number,
): void {
  const { columns, data } = m;
  let at = from;
  // Eight rows at once read and write the target an eighth as often, and sum in the order of four and four;
  // Math.fround keeps it to float32 arithmetic.
  for (; at + 8 <= end; at += 8) {
    const a = indices[at]! * columns;
    const b = indices[at + 1]! * columns;
    const c = indices[at + 2]! * columns;
    const d = indices[at + 3]! * columns;
    const e = indices[at + 4]! * columns;
    const f = indices[at + 5]! * columns;
    const g = indices[at + 6]! * columns;
    const h = indices[at + 7]! * columns;
    const va = values[at]!;
    const vb = values[at + 1]!;
    const vc = values[at + 2]!;
    const vd = values[at + 3]!;
    const ve = values[at + 4]!;
    const vf = values[at + 5]!;
    const vg = values[at + 6]!;
    const vh = values[at + 7]!;
    for (let j = 0; j < columns; j++) {
      const ab = Math.fround(Math.fround(va * data[a + j]!) + Math.fround(vb * data[b + j]!));
      const cd = Math.fround(Math.fround(vc * data[c + j]!) + Math.fround(vd * data[d + j]!));
      const ef = Math.fround(Math.fround(ve * data[e + j]!) + Math.fround(vf * data[f + j]!));
      const gh = Math.fround(Math.fround(vg * data[g + j]!) + Math.fround(vh * data[h + j]!));
      const abcd = Math.fround(target[to + j]! + Math.fround(ab + cd));
      target[to + j] = Math.fround(abcd + Math.fround(ef + gh));
    }
  }
  for (; at + 4 <= end; at += 4) {
    const a = indices[at]! * columns;
    const b = indices[at + 1]! * columns;
    const c = indices[at + 2]! * columns;
    const d = indices[at + 3]! * columns;
    const va = values[at]!;
    const vb = values[at + 1]!;
    const vc = values[at + 2]!;
    const vd = values[at + 3]!;
    for (let j = 0; j < columns; j++) {
      const ab = Math.fround(Math.fround(va * data[a + j]!) + Math.fround(vb * data[b + j]!));
      const cd = Math.fround(Math.fround(vc * data[c + j]!) + Math.fround(vd * data[d + j]!));
      target[to + j] = Math.fround(target[to + j]! + Math.fround(ab + cd));
    }
  }
  for (; at < end; at++) {
    addScaled(target, to, data, indices[at]! * columns, values[at]!, columns);
  }
}

/** target[to..] += factor · source[from..] over `length` values. */
export function addScaled(
  target: Float32Array,
  to: number,
  source: Float32Array,
  from: number,
  factor: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) target[to + i]! += factor * source[from + i]!;
}
