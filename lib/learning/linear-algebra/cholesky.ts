/**
 * The lower factor L of a symmetric positive definite A = L·Lᵀ (both n × n, row-major, float64), row by row: for small
 * matrices. Throws a RangeError when A is not positive definite.
 */
export function choleskyFactor(a: ArrayLike<number>, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * n + j]!;
      for (let k = 0; k < j; k++) rest -= factor[i * n + k]! * factor[j * n + k]!;
      if (j < i) factor[i * n + j] = rest / factor[j * n + j]!;
      else if (rest > 0) factor[i * n + i] = Math.sqrt(rest);
      else throw new RangeError("choleskyFactor: the matrix is not positive definite.");
    }
  }
  return factor;
}

/** x with L·x = b, for a lower factor L (n × n). */
export function solveLower(factor: Float64Array, b: ArrayLike<number>): Float64Array {
  const n = b.length;
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * n + k]! * x[k]!;
    x[i]! /= factor[i * n + i]!;
  }
  return x;
}

/** x with Lᵀ·x = b, for a lower factor L (n × n). */
export function solveUpper(factor: Float64Array, b: ArrayLike<number>): Float64Array {
  const n = b.length;
  const x = Float64Array.from(b);
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= factor[k * n + i]! * x[k]!;
    x[i]! /= factor[i * n + i]!;
  }
  return x;
}
