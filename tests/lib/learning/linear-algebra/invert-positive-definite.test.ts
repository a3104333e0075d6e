import { afterAll, expect, it } from "vitest";
import { invertPositiveDefinite } from "@/lib/learning/linear-algebra/invert-positive-definite";
import { matrix } from "@/lib/learning/matrix";
import { createKernels } from "@/lib/onnx/kernels";
import { randomMatrix } from "../../onnx/random-matrix";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

it("invertPositiveDefinite inverts a 2 × 2 matrix by hand", async () => {
  const { data } = await invertPositiveDefinite(matrix(2, 2, Float32Array.of(2, 1, 1, 1)), kernels);
  for (const [i, expected] of [1, -1, -1, 2].entries()) expect(data[i]).toBeCloseTo(expected, 6);
});

it.each([1, 48, 49, 203])("invertPositiveDefinite times the matrix of size %i is the identity", async (n) => {
  const x = randomMatrix(2 * n, n, n);
  const m = await kernels.multiply(x, x, { a: true });
  const product = await kernels.multiply(m, await invertPositiveDefinite(m, kernels));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) expect(product.data[i * n + j]).toBeCloseTo(i === j ? 1 : 0, 3);
  }
});

it("invertPositiveDefinite stays sound where rank is far below size and a small ridge holds it up", async () => {
  const [n, ridge] = [300, 1e-4];
  const x = randomMatrix(40, n, 5);
  for (let i = 0; i < x.data.length; i++) x.data[i]! /= Math.sqrt(40 * n);
  const m = await kernels.multiply(x, x, { a: true });
  for (let i = 0; i < n; i++) m.data[i * n + i]! += ridge;
  const inverse = await invertPositiveDefinite(m, kernels);
  const v = randomMatrix(n, 1, 6);
  const product = await kernels.multiply(m, await kernels.multiply(inverse, v));
  for (let i = 0; i < n; i++) expect(product.data[i]).toBeCloseTo(v.data[i]!, 2);
});

it("invertPositiveDefinite refuses what is not square or not positive definite", async () => {
  await expect(invertPositiveDefinite(matrix(2, 3), kernels)).rejects.toThrow(RangeError);
  const indefinite = matrix(2, 2, Float32Array.of(1, 2, 2, 1));
  await expect(invertPositiveDefinite(indefinite, kernels)).rejects.toThrow("not positive definite");
});
