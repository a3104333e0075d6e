import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type Matrix, matrix, rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { farthestFirst } from "@/lib/learning/strategies/farthest-first";
import { createKernels } from "@/lib/onnx/kernels";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

const rowsUpTo = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

/** Gonzalez' algorithm as it is written in books. */
function byBruteForce(x: Matrix, start: Int32Array, candidates: Int32Array, count: number) {
  const squaredDistance = (a: number, b: number) =>
    rowOf(x, a).reduce((sum, value, j) => sum + (value - rowOf(x, b)[j]!) ** 2, 0);
  const covered = [...start];
  const left = [...candidates].sort((a, b) => a - b);
  const found = [];
  while (found.length < count && left.length > 0) {
    const distances = left.map((row) => Math.min(...covered.map((other) => squaredDistance(row, other))));
    const distance = Math.max(...distances);
    const [row] = left.splice(distances.indexOf(distance), 1);
    found.push({ row: row!, distance });
    covered.push(row!);
  }
  return found;
}

/** Small whole numbers, whose distances float32 holds exactly, with many ties among them. */
function grid(rows: number, columns: number, seed: number): Matrix {
  const random = createRandom(seed);
  return matrix(
    rows,
    columns,
    Float32Array.from({ length: rows * columns }, () => random.integer(7) - 3),
  );
}

describe("farthestFirst", () => {
  test("takes the ends of a line first, then its middle", async () => {
    const line = matrix(5, 1, Float32Array.of(0, 1, 5, 9, 10));
    expect(await farthestFirst(line, Int32Array.of(0), Int32Array.of(1, 2, 3, 4), 3, kernels)).toEqual([
      { row: 4, distance: 100 },
      { row: 2, distance: 25 },
      { row: 1, distance: 1 },
    ]);
  });

  test("begins with the lowest row when nothing is covered, and ends with the candidates", async () => {
    const found = await farthestFirst(grid(3, 2, 1), new Int32Array(), Int32Array.of(2, 1), 9, kernels);
    expect(found[0]).toEqual({ row: 1, distance: Number.POSITIVE_INFINITY });
    expect(found.map(({ row }) => row)).toEqual([1, 2]);
  });

  test("takes each of several duplicates once, at distance 0, the lower row first", async () => {
    const same = matrix(4, 2, new Float32Array(8).fill(1));
    const found = await farthestFirst(same, Int32Array.of(2), Int32Array.of(3, 0, 1), 3, kernels);
    expect(found).toEqual([0, 1, 3].map((row) => ({ row, distance: 0 })));
  });

  test("finds what brute force finds, whatever the order of the candidates", async () => {
    const sizes = fc.record({ n: fc.integer({ min: 1, max: 60 }), d: fc.integer({ min: 1, max: 4 }) });
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(1000), fc.nat(20), async ({ n, d }, seed, count) => {
        const x = grid(n, d, seed);
        const order = createRandom(seed, "order").permutation(n);
        const [start, candidates] = [order.subarray(0, n >> 2), order.subarray(n >> 2)];
        expect(await farthestFirst(x, start, candidates, count, kernels)).toEqual(
          byBruteForce(x, start, candidates, count),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("finds what brute force finds where several passes are needed", async () => {
    const x = grid(1500, 5, 8);
    const found = await farthestFirst(x, Int32Array.of(3), rowsUpTo(1500), 60, kernels);
    expect(found).toEqual(byBruteForce(x, Int32Array.of(3), rowsUpTo(1500), 60));
  });

  test("covers many rows given at the start", async () => {
    const x = grid(400, 4, 9);
    const found = await farthestFirst(x, rowsUpTo(150), rowsUpTo(400), 10, kernels);
    expect(found).toEqual(byBruteForce(x, rowsUpTo(150), rowsUpTo(400), 10));
  });

  test("refuses NaN", async () => {
    const bad = matrix(2, 1, Float32Array.of(0, Number.NaN));
    await expect(farthestFirst(bad, Int32Array.of(0), Int32Array.of(1), 1, kernels)).rejects.toMatchObject({
      code: "non-finite",
    });
  });
});
