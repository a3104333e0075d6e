import { DAMPING } from "../graph/laplace";
import type { Kernels } from "../kernels";
import { invertPositiveDefinite } from "../linear-algebra/invert-positive-definite";
import type { SparseMatrix } from "../linear-algebra/sparse-matrix";
import { matrix } from "../matrix";

/**
 * The covariance of the Gaussian random field of a graph, given the labels: the inverse of
 * (1 + 0.001)·D − W restricted to the `free` nodes (Zhu, Lafferty & Ghahramani 2003). W is the symmetric affinity
 * matrix, D its degrees; the damping makes a part of the graph without a label invertible. Returns m × m, row-major,
 * exact to about 1e-4: scaled to a diagonal of ones, the condition is 2,001 at most. O(m³).
 */
export async function graphCovariance(
  { starts, indices, values }: SparseMatrix,
  free: Int32Array,
  kernels: Kernels,
): Promise<Float64Array> {
  const m = free.length;
  const scales = Float64Array.from(free, (node) => {
    let degree = 0;
    for (let at = starts[node]!; at < starts[node + 1]!; at++) degree += values[at]!;
    // A node without an edge has no degree: it keeps a variance of its own, larger than any other.
    return 1 / Math.sqrt(Math.max(degree * (1 + DAMPING), DAMPING * DAMPING));
  });
  const place = new Map(Array.from(free, (node, i) => [node, i]));
  const precision = matrix(m, m);
  free.forEach((node, i) => {
    precision.data[i * m + i] = 1;
    for (let at = starts[node]!; at < starts[node + 1]!; at++) {
      const j = place.get(indices[at]!);
      if (j !== undefined) precision.data[i * m + j] = -values[at]! * scales[i]! * scales[j]!;
    }
  });
  const { data } = await invertPositiveDefinite(precision, kernels);
  return Float64Array.from(data, (value, at) => value * scales[Math.floor(at / m)]! * scales[at % m]!);
}
