/** Dense float32 matrix, row-major: `data.length === rows * columns`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
}

/** A matrix over `data`, or over zeros. Throws a RangeError when the sizes disagree. */
export function matrix(
  rows: number,
  columns: number,
  data: Float32Array = new Float32Array(rows * columns),
): Matrix {
  if (data.length !== rows * columns) {
    throw new RangeError(`A ${rows} × ${columns} matrix needs ${rows * columns} values, got ${data.length}.`);
  }
  return { rows, columns, data };
}

/** A view of row `index` (shape: columns); writing to it writes to the matrix. */
export function rowOf(m: Matrix, index: number): Float32Array {
  return m.data.subarray(index * m.columns, (index + 1) * m.columns);
}

/** Copies the given rows, in that order, into a new matrix (shape: indices.length × columns). */
export function takeRows(m: Matrix, indices: ArrayLike<number>): Matrix {
  const taken = matrix(indices.length, m.columns);
  for (let i = 0; i < indices.length; i++) taken.data.set(rowOf(m, indices[i]!), i * m.columns);
  return taken;
}
