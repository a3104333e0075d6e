import { afterAll, describe, expect, test } from "vitest";
import { type Matrix, matrix, rowOf } from "@/lib/learning/matrix";
import { createKernels } from "@/lib/onnx/kernels";
import { largestDifference } from "./largest-difference";
import { randomMatrix } from "./random-matrix";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

describe("nearestRows", () => {
  function sortedNeighbours(queries: Matrix, base: Matrix, k: number): number[][] {
    return Array.from({ length: queries.rows }, (_, q) => {
      const products = Array.from({ length: base.rows }, (_, b) =>
        rowOf(queries, q).reduce((sum, value, i) => sum + value * rowOf(base, b)[i]!, 0),
      );
      return [...products.keys()].sort((i, j) => products[j]! - products[i]!).slice(0, k);
    });
  }

  test("finds the neighbours that a full sort finds", async () => {
    const [queries, base] = [randomMatrix(20, 8, 8), randomMatrix(300, 8, 9)];
    const { indices, similarities } = await kernels.nearestRows(queries, base, 7);
    expect([...indices]).toEqual(sortedNeighbours(queries, base, 7).flat());
    for (let i = 1; i < 7; i++) expect(similarities[i]!).toBeLessThanOrEqual(similarities[i - 1]!);
  });

  test("finds the neighbours that a full sort finds where blocks divide into segments", async () => {
    const [queries, base] = [randomMatrix(128, 6, 18), randomMatrix(2_240, 6, 19)];
    const { indices } = await kernels.nearestRows(queries, base, 9);
    expect([...indices]).toEqual(sortedNeighbours(queries, base, 9).flat());
  });

  test("finds the same neighbours of a matrix within itself by half the work, across blocks", async () => {
    const points = randomMatrix(2_200, 4, 10);
    const within = await kernels.nearestRows(points, points, 4);
    const copy = matrix(points.rows, points.columns, points.data.slice());
    const against = await kernels.nearestRows(points, copy, 4);
    expect(within.indices).toEqual(against.indices);
    expect(largestDifference(within.similarities, against.similarities)).toBeLessThan(1e-5);
  });

  test("puts the lower index first among equals, and takes k up to the whole base", async () => {
    const same = matrix(3, 1, Float32Array.of(1, 1, 1));
    const { indices } = await kernels.nearestRows(same, same, 3);
    expect([...indices]).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
  });

  test("refuses a k beyond the base, unequal columns, and NaN", async () => {
    const points = randomMatrix(3, 2, 11);
    await expect(kernels.nearestRows(points, points, 4)).rejects.toThrow(RangeError);
    await expect(kernels.nearestRows(points, randomMatrix(3, 1, 1), 1)).rejects.toThrow(RangeError);
    const bad = matrix(1, 2, Float32Array.of(Number.NaN, 0));
    await expect(kernels.nearestRows(bad, points, 1)).rejects.toMatchObject({ code: "non-finite" });
  });
});
