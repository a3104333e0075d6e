/** A positive semidefinite G (n × n) restricted to r independent rows and columns: G_pp = L·Lᵀ. */
export interface PivotedCholesky {
  /** The r chosen indices p, most independent first. */
  readonly pivots: readonly number[];
  /** n × n, row-major: row i holds the coordinates of i; in rows `pivots`, L is lower triangular. */
  readonly factor: Float64Array;
}

/**
 * Cholesky factorisation with diagonal pivoting (Higham 1990). It stops where what is left of every
 * diagonal entry is at most `tolerance` times the largest one, so r is the numerical rank.
 */
export function pivotedCholesky(gram: ArrayLike<number>, n: number, tolerance: number): PivotedCholesky {
  const factor = new Float64Array(n * n);
  const left = Float64Array.from({ length: n }, (_, i) => gram[i * n + i]!);
  const smallest = tolerance * left.reduce((most, value) => Math.max(most, value), 0);
  const pivots: number[] = [];
  for (let step = 0; step < n; step++) {
    const pivot = left.reduce((best, value, i) => (value > left[best]! ? i : best), 0);
    if (!(left[pivot]! > smallest)) break;
    const root = Math.sqrt(left[pivot]!);
    for (let i = 0; i < n; i++) {
      if (left[i] === -Infinity) continue;
      let rest = gram[i * n + pivot]!;
      for (let t = 0; t < step; t++) rest -= factor[i * n + t]! * factor[pivot * n + t]!;
      factor[i * n + step] = i === pivot ? root : rest / root;
      left[i]! -= factor[i * n + step]! ** 2;
    }
    left[pivot] = -Infinity;
    pivots.push(pivot);
  }
  return { pivots, factor };
}
