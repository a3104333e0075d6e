import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { createKernels } from "@/lib/onnx/kernels";
import { largestDifference } from "./largest-difference";
import { randomMatrix } from "./random-matrix";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

function naiveMultiply(a: Matrix, b: Matrix): Matrix {
  const product = matrix(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.columns; j++) {
      let sum = 0;
      for (let k = 0; k < a.columns; k++) sum += a.data[i * a.columns + k]! * b.data[k * b.columns + j]!;
      product.data[i * b.columns + j] = sum;
    }
  }
  return product;
}

function transposed(m: Matrix): Matrix {
  const result = matrix(m.columns, m.rows);
  for (let i = 0; i < m.rows; i++) {
    for (let j = 0; j < m.columns; j++) result.data[j * m.rows + i] = m.data[i * m.columns + j]!;
  }
  return result;
}

describe("multiply", () => {
  test("gives the product worked by hand", async () => {
    const product = await kernels.multiply(
      matrix(2, 2, Float32Array.of(1, 2, 3, 4)),
      matrix(2, 2, Float32Array.of(5, 6, 7, 8)),
    );
    expect([...product.data]).toEqual([19, 22, 43, 50]);
  });

  test("agrees with plain loops for every size and transposition", async () => {
    const size = fc.integer({ min: 1, max: 20 });
    await fc.assert(
      fc.asyncProperty(size, size, size, fc.boolean(), fc.boolean(), async (n, k, m, ta, tb) => {
        const [a, b] = [randomMatrix(n, k, 1), randomMatrix(k, m, 2)];
        const product = await kernels.multiply(ta ? transposed(a) : a, tb ? transposed(b) : b, {
          a: ta,
          b: tb,
        });
        expect([product.rows, product.columns]).toEqual([n, m]);
        expect(largestDifference(product.data, naiveMultiply(a, b).data)).toBeLessThan(1e-4);
      }),
      { numRuns: 40 },
    );
  });

  test("gives zeros for an empty inner size and nothing for no rows", async () => {
    expect([...(await kernels.multiply(matrix(2, 0), matrix(0, 1))).data]).toEqual([0, 0]);
    expect((await kernels.multiply(matrix(0, 3), matrix(3, 2))).rows).toBe(0);
  });

  test("refuses inner sizes that differ", async () => {
    await expect(kernels.multiply(matrix(2, 3), matrix(2, 3))).rejects.toThrow(RangeError);
  });

  test("refuses NaN and infinity by name", async () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const a = randomMatrix(3, 3, 1);
      a.data[4] = bad;
      await expect(kernels.multiply(a, randomMatrix(3, 3, 2))).rejects.toMatchObject({ code: "non-finite" });
    }
  });
});
