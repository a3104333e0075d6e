/** A = Qᵀ·T·Q with T symmetric tridiagonal and Q orthogonal. */
export interface Tridiagonal {
  /** Main diagonal of T (n). */
  readonly diagonal: Float64Array;
  /** `offDiagonal[i]` couples i and i + 1; the last is 0 (n). */
  readonly offDiagonal: Float64Array;
  /** Q, n × n, row-major. */
  readonly rotation: Float64Array;
}

/** Reduces a symmetric n × n matrix by Householder reflections (Householder 1958). O(n³). */
export function tridiagonalise(symmetric: Float64Array, n: number): Tridiagonal {
  const a = symmetric.slice();
  const rotation = identity(n);
  const offDiagonal = new Float64Array(n);
  const v = new Float64Array(n);
  for (let k = 0; k + 1 < n; k++) {
    offDiagonal[k] = reflector(a, n, k, v);
    if (v[k + 1] === 0) continue;
    reflectBothSides(a, n, k, v);
    reflectRows(rotation, n, k, v);
  }
  const diagonal = Float64Array.from({ length: n }, (_, i) => a[i * n + i]!);
  return { diagonal, offDiagonal, rotation };
}

function identity(n: number): Float64Array {
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) result[i * n + i] = 1;
  return result;
}

/**
 * Fills v (zero up to k, ‖v‖² = 2) so that I − v·vᵀ maps the part of column k below the diagonal onto a
 * multiple of its first unit vector; returns that multiple. v = 0 when the part is zero already.
 */
function reflector(a: Float64Array, n: number, k: number, v: Float64Array): number {
  v.fill(0);
  let squares = 0;
  for (let i = k + 1; i < n; i++) squares += a[i * n + k]! ** 2;
  if (squares === 0) return 0;
  const norm = Math.sqrt(squares);
  const image = a[(k + 1) * n + k]! > 0 ? -norm : norm;
  for (let i = k + 1; i < n; i++) v[i] = a[i * n + k]! / norm;
  v[k + 1]! -= image / norm;
  const scale = 1 / Math.sqrt(Math.abs(v[k + 1]!));
  for (let i = k + 1; i < n; i++) v[i]! *= scale;
  return image;
}

/** A ← H·A·H with H = I − v·vᵀ, on the part of A from row and column k + 1 on. */
function reflectBothSides(a: Float64Array, n: number, k: number, v: Float64Array): void {
  const w = new Float64Array(n);
  let projection = 0;
  for (let i = k + 1; i < n; i++) {
    let sum = 0;
    for (let j = k + 1; j < n; j++) sum += a[i * n + j]! * v[j]!;
    w[i] = sum;
    projection += sum * v[i]!;
  }
  for (let i = k + 1; i < n; i++) w[i]! -= (projection / 2) * v[i]!;
  for (let i = k + 1; i < n; i++) {
    for (let j = k + 1; j < n; j++) a[i * n + j]! -= v[i]! * w[j]! + w[i]! * v[j]!;
  }
}

/** Q ← H·Q. */
function reflectRows(q: Float64Array, n: number, k: number, v: Float64Array): void {
  const projection = new Float64Array(n);
  for (let i = k + 1; i < n; i++) {
    for (let j = 0; j < n; j++) projection[j]! += v[i]! * q[i * n + j]!;
  }
  for (let i = k + 1; i < n; i++) {
    for (let j = 0; j < n; j++) q[i * n + j]! -= v[i]! * projection[j]!;
  }
}
