import { afterAll, expect, it } from "vitest";
import { spanCoordinates } from "@/lib/learning/linear-algebra/span-coordinates";
import { matrix, takeRows } from "@/lib/learning/matrix";
import { createKernels } from "@/lib/onnx/kernels";
import { largestDifference } from "../../onnx/largest-difference";
import { randomMatrix } from "../../onnx/random-matrix";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

it("spanCoordinates keeps all inner products, in as many columns as rows are independent", async () => {
  const x = takeRows(randomMatrix(8, 50, 3), [0, 1, 2, 1, 3, 4, 0, 5, 6, 7]);
  const coordinates = await spanCoordinates(x, kernels);
  expect([coordinates.rows, coordinates.columns]).toEqual([10, 8]);
  const [before, after] = [
    await kernels.multiply(x, x, { b: true }),
    await kernels.multiply(coordinates, coordinates, { b: true }),
  ];
  expect(largestDifference(before.data, after.data)).toBeLessThan(1e-3);
});

it("spanCoordinates gives rows of zeros one column of zeros", async () => {
  const coordinates = await spanCoordinates(matrix(3, 5), kernels);
  expect(coordinates).toEqual(matrix(3, 1));
});
