import { linear } from "@/lib/learning/learners/linear";
import { type Matrix, takeRows } from "@/lib/learning/matrix";
import { type Pool, wholePool } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import type { RowLabel } from "@/lib/learning/round";
import type { SelectionRequest } from "@/lib/learning/strategies/strategy";
import type { OnnxKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";

export function poolOf(embeddings: Matrix): Pool {
  return { embeddings, sparse: null, graph: null };
}

/** The rows from `from` up to `end`. */
export function rowRange(from: number, end: number): Int32Array {
  return Int32Array.from({ length: end - from }, (_, i) => from + i);
}

/** A request about a pool whose first rows are labeled and whose others are candidates, with a fitted linear model. */
export async function requestOf(
  embeddings: Matrix,
  labels: readonly RowLabel[],
  classCount: number,
  kernels: OnnxKernels,
): Promise<SelectionRequest> {
  const pool = poolOf(embeddings);
  const rows = Int32Array.from(labels, ({ row }) => row);
  const classes = Int32Array.from(labels, ({ classIndex }) => classIndex);
  const model = await linear.fit(
    { x: takeRows(embeddings, rows), rows, classes, classCount },
    { kernels, pool, random: createRandom(0), previous: null, networks: null },
  );
  return {
    pool,
    candidates: rowRange(labels.length, embeddings.rows),
    labels,
    classCount,
    model,
    probabilities: await linear.predictProba(model, wholePool(pool), { kernels, pool }),
    summary: null,
    count: 20,
    nearThreshold: Number.POSITIVE_INFINITY,
    seed: 3,
  };
}

/** Such a request about `rows` points around four centres (8 dimensions), of which `labelCount` are labeled. */
export function blobRequest(
  rows: number,
  labelCount: number,
  kernels: OnnxKernels,
): Promise<SelectionRequest> {
  const { embeddings, classes } = makeBlobs(rows, 8, 4, 0.25);
  const labels = Array.from({ length: labelCount }, (_, row) => ({ row, classIndex: classes[row]! }));
  return requestOf(embeddings, labels, 4, kernels);
}
