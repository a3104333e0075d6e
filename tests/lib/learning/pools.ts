import { buildNeighbourGraph } from "@/lib/learning/graph/build-graph";
import type { SparseMatrix } from "@/lib/learning/linear-algebra/sparse-matrix";
import { type Matrix, takeRows } from "@/lib/learning/matrix";
import type { Pool, Samples } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import type { OnnxKernels } from "@/lib/onnx/kernels";

/** A pool with its neighbour graph, and the embeddings themselves as its sparse view. */
export async function poolWithViews(embeddings: Matrix, kernels: OnnxKernels): Promise<Pool> {
  const graph = await buildNeighbourGraph(embeddings, kernels, createRandom(0));
  return { embeddings, sparse: sparseFromDense(embeddings), graph };
}

/** The same rows as samples that are not of the pool. */
export function outsideOf({ embeddings }: Pool, rows: ArrayLike<number>): Samples {
  const taken = takeRows(embeddings, rows);
  return { embeddings: taken, sparse: sparseFromDense(taken), rows: null };
}

/** The matrix without its zeros. */
export function sparseFromDense({ rows, columns, data }: Matrix): SparseMatrix {
  const starts = new Int32Array(rows + 1);
  const [indices, values]: [number[], number[]] = [[], []];
  data.forEach((value, at) => {
    if (value === 0) return;
    indices.push(at % columns);
    values.push(value);
    starts[Math.floor(at / columns) + 1]!++;
  });
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  return { rows, columns, starts, indices: Int32Array.from(indices), values: Float32Array.from(values) };
}
