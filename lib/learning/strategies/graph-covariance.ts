import { DAMPING } from "../graph/laplace";
import type { SparseMatrix } from "../linear-algebra/sparse-matrix";

/**
 * The covariance of the Gaussian random field of a graph, given the labels: the inverse of
 * (1 + 0.001)·D − W restricted to the `free` nodes (Zhu, Lafferty & Ghahramani 2003). W is the symmetric affinity
 * matrix, D its degrees; the damping makes a part of the graph without a label invertible. Returns m × m, row-major.
 * O(m³): about a second for 1,000.
 */
export function graphCovariance(affinities: SparseMatrix, free: Int32Array): Float64Array {
  const { starts, indices, values } = affinities;
  const m = free.length;
  const place = new Map(Array.from(free, (node, i) => [node, i]));
  const precision = new Float64Array(m * m);
  free.forEach((node, i) => {
    let degree = 0;
    for (let at = starts[node]!; at < starts[node + 1]!; at++) {
      degree += values[at]!;
      const j = place.get(indices[at]!);
      if (j !== undefined) precision[i * m + j] = -values[at]!;
    }
    // A node without an edge has no degree: it keeps a variance of its own, larger than any other.
    precision[i * m + i] = Math.max(degree * (1 + DAMPING), DAMPING * DAMPING);
  });
  return invertPositiveDefinite(precision, m);
}

/** The inverse of a symmetric positive definite matrix, in place (Gauss & Jordan without pivoting). */
function invertPositiveDefinite(a: Float64Array, n: number): Float64Array {
  const column = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const pivot = 1 / a[k * n + k]!;
    for (let i = 0; i < n; i++) {
      column[i] = a[i * n + k]!;
      a[i * n + k] = 0;
    }
    const pivotRow = a.subarray(k * n, (k + 1) * n);
    for (let j = 0; j < n; j++) pivotRow[j]! *= pivot;
    pivotRow[k] = pivot;
    for (let i = 0; i < n; i++) {
      const factor = column[i]!;
      if (i === k || factor === 0) continue;
      const row = a.subarray(i * n, (i + 1) * n);
      for (let j = 0; j < n; j++) row[j]! -= factor * pivotRow[j]!;
    }
  }
  return a;
}
