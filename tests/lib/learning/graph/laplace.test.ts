import { expect, it } from "vitest";
import { affinitiesOf } from "@/lib/learning/graph/graph-affinities";
import { laplaceLearning } from "@/lib/learning/graph/laplace";
import { denseFromSparse, type SparseMatrix } from "@/lib/learning/linear-algebra/sparse-matrix";
import { matrix } from "@/lib/learning/matrix";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { poolWithViews, sparseFromDense } from "../pools";

const kernels = createKernels();
const precisely = { tolerance: 1e-6, maxIterations: 500 };

function degreesOf({ rows, starts, values }: SparseMatrix): Float32Array {
  return Float32Array.from({ length: rows }, (_, row) =>
    values.subarray(starts[row], starts[row + 1]).reduce((sum, weight) => sum + weight, 0),
  );
}

/** (1.001·D − W) restricted to the free rows, solved for W·(one-hot labels) by Gaussian elimination in float64. */
function denseSolution(
  affinities: SparseMatrix,
  labels: { rows: Int32Array; classes: Int32Array; classCount: number },
): number[][] {
  const n = affinities.rows;
  const w = denseFromSparse(affinities).data;
  const degrees = degreesOf(affinities);
  const isLabeled = (row: number) => labels.rows.includes(row);
  const system = Array.from({ length: n }, (_, i) => {
    const oneHot = Array.from({ length: labels.classCount }, (_, j) =>
      isLabeled(i) && labels.classes[labels.rows.indexOf(i)] === j ? 1 : 0,
    );
    const row = Array.from({ length: n }, (_, j) =>
      isLabeled(i) ? Number(i === j) : i === j ? 1.001 * degrees[i]! : -w[i * n + j]!,
    );
    return [...row, ...oneHot];
  });
  for (let pivot = 0; pivot < n; pivot++) {
    for (let row = 0; row < n; row++) {
      if (row === pivot) continue;
      const factor = system[row]![pivot]! / system[pivot]![pivot]!;
      for (let j = pivot; j < system[row]!.length; j++) system[row]![j]! -= factor * system[pivot]![j]!;
    }
  }
  return system.map((row, i) => row.slice(n).map((value) => value / row[i]!));
}

it("Laplace learning is the solution of the damped linear system, on twelve samples", async () => {
  const { graph } = await poolWithViews(makeBlobs(12, 3, 3, 0.4).embeddings, kernels);
  const { affinities, degrees } = affinitiesOf(graph!);
  const labels = { rows: Int32Array.of(0, 4, 8, 9), classes: Int32Array.of(0, 1, 2, 0), classCount: 3 };
  const scores = laplaceLearning(affinities, degrees, labels, precisely);
  const expected = denseSolution(affinities, labels).flat();
  scores.data.forEach((score, at) => {
    expect(score).toBeCloseTo(expected[at]!, 4);
  });
});

it("on a chain of four, the scores between two labels are those worked out by hand", () => {
  // 0 — 1 — 2 — 3 with weights 1; 0 is of class 0, 3 of class 1. For class 0: 2.002·a − b = 1, 2.002·b − a = 0.
  const chain = matrix(4, 4, Float32Array.of(0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0));
  const affinities = sparseFromDense(chain);
  const labels = { rows: Int32Array.of(0, 3), classes: Int32Array.of(0, 1), classCount: 2 };
  const scores = laplaceLearning(affinities, degreesOf(affinities), labels, precisely);
  const a = 2.002 / (2.002 ** 2 - 1);
  const b = 1 / (2.002 ** 2 - 1);
  [1, 0, a, b, b, a, 0, 1].forEach((expected, at) => {
    expect(scores.data[at]).toBeCloseTo(expected, 6);
  });
});

it("a part of the graph without a label stays at 0", () => {
  const pairs = matrix(4, 4, Float32Array.of(0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0));
  const affinities = sparseFromDense(pairs);
  const labels = { rows: Int32Array.of(0), classes: Int32Array.of(1), classCount: 2 };
  const { data } = laplaceLearning(affinities, degreesOf(affinities), labels, precisely);
  expect(Array.from(data.subarray(4))).toEqual([0, 0, 0, 0]);
  expect(data[3]).toBeCloseTo(1 / 1.001, 6);
});
