import { expect, test } from "vitest";
import { multiplyRows } from "@/lib/learning/linear-algebra/multiply-rows";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";

const random = createRandom(1);

function normalMatrix(rows: number, columns: number): Matrix {
  return matrix(
    rows,
    columns,
    Float32Array.from({ length: rows * columns }, () => random.normal()),
  );
}

/** Shares its values. */
function slice({ columns, data }: Matrix, from: number, to: number): Matrix {
  return matrix(to - from, columns, data.subarray(from * columns, to * columns));
}

test("multiplyRows is the product, for more rows than a block and for none", async () => {
  const kernels = createKernels({ threads: 1 });
  const [x, directions] = [normalMatrix(150, 5), normalMatrix(5, 70)];
  const product = await multiplyRows(x, directions, kernels);
  expect([product.rows, product.columns]).toEqual([150, 70]);
  for (const [i, j] of [
    [0, 0],
    [63, 69],
    [64, 0],
    [149, 69],
  ] as const) {
    const expected = [0, 1, 2, 3, 4].reduce(
      (sum, k) => sum + x.data[i * 5 + k]! * directions.data[k * 70 + j]!,
      0,
    );
    expect(product.data[i * 70 + j]).toBeCloseTo(expected, 5);
  }
  expect(await multiplyRows(matrix(0, 5), directions, kernels)).toEqual(matrix(0, 70));
  await kernels.dispose();
});

// Columns shared by the threads, rows shared by them, and rows of which some threads would get one and some two.
test.for([
  [512, 384, 1],
  [512, 384, 8],
  [512, 100, 64],
  [3600, 20, 8],
  [3600, 20, 20],
  [300, 1, 8],
] as const)(
  "a row of %i values by %i columns, with %i threads, has the same bits in any company",
  async ([inner, columns, threads]) => {
    const kernels = createKernels({ threads });
    const [x, directions] = [normalMatrix(600, inner), normalMatrix(inner, columns)];
    const whole = await multiplyRows(x, directions, kernels);
    for (const count of [1, 2, 8, 19, 63, 64, 65, 385, 512]) {
      const from = random.integer(x.rows - count);
      const { data } = await multiplyRows(slice(x, from, from + count), directions, kernels);
      // Its bytes: `toEqual` takes a second for as many values.
      const there = slice(whole, from, from + count).data.slice();
      expect(Buffer.from(data.buffer).equals(Buffer.from(there.buffer)), `${count} rows`).toBe(true);
    }
    await kernels.dispose();
  },
);
