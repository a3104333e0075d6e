import { expect, test } from "vitest";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { createKernels } from "@/lib/onnx/kernels";
import { randomMatrix } from "./random-matrix";

test("dispose() releases the sessions, and a later call builds them anew", async () => {
  const own = createKernels({ threads: 1 });
  const one = matrix(1, 1, Float32Array.of(3));
  await own.multiply(one, one);
  await own.dispose();
  expect((await own.multiply(one, one)).data[0]).toBe(9);
  await own.dispose();
});

test("samples in memory that threads share give the same results, to the bit", async () => {
  const kernels = createKernels({ threads: 1 });
  const sharedCopy = ({ rows, columns, data }: Matrix) => {
    const values = new Float32Array(new SharedArrayBuffer(data.byteLength));
    values.set(data);
    return matrix(rows, columns, values);
  };
  const [x, weights, images] = [randomMatrix(700, 8, 1), randomMatrix(8, 3, 2), randomMatrix(9, 36, 3)];
  const classes = Int32Array.from({ length: x.rows }, (_, i) => i % 3);
  const network = {
    channels: 1 as const,
    height: 6,
    width: 6,
    patchSize: 2,
    poolGrid: 2,
    filters: randomMatrix(4, 5, 4),
    patchMean: new Float32Array(4),
    varianceFloor: 0.1,
    threshold: 0.2,
  };
  const all = async (x: Matrix, images: Matrix) => [
    await kernels.multiply(x, weights),
    await kernels.softmaxPredict(x, weights, new Float32Array(3), 1),
    await kernels.softmaxSummary(x, weights, new Float32Array(3), 1),
    await kernels
      .softmaxObjective(x, classes, 3, new Float32Array(x.rows).fill(1))
      .evaluate(new Float64Array(27)),
    await kernels.nearestRows(x, x, 5),
    await kernels.patchFeatures(images, network),
  ];
  expect(await all(sharedCopy(x), sharedCopy(images))).toEqual(await all(x, images));
  await kernels.dispose();
});
