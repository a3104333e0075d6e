import { afterAll, describe, expect, test } from "vitest";
import type { PatchNetwork } from "@/lib/learning/kernels";
import { matrix, rowOf, takeRows } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { largestDifference } from "./largest-difference";
import { randomMatrix } from "./random-matrix";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

describe("patchFeatures", () => {
  const network: PatchNetwork = {
    channels: 3,
    height: 9,
    width: 10,
    patchSize: 3,
    poolGrid: 3,
    filters: randomMatrix(27, 5, 12),
    patchMean: randomMatrix(1, 27, 13).data,
    varianceFloor: 0.01,
    threshold: 0.25,
  };
  const random = createRandom(14);
  const images = matrix(20, 270);
  for (let i = 0; i < images.data.length; i++) images.data[i] = random.next();

  /** The response maps (filters × 7 × 8) of one image by plain loops. */
  function plainActivations(image: Float32Array): number[][][] {
    const { filters, patchMean, varianceFloor, threshold } = network;
    const at = (top: number, left: number) => {
      const patch = Array.from({ length: 27 }, (_, i) => {
        const [channel, y, x] = [Math.floor(i / 9), Math.floor(i / 3) % 3, i % 3];
        return image[(channel * 9 + top + y) * 10 + left + x]!;
      });
      const mean = patch.reduce((sum, value) => sum + value, 0) / 27;
      const variance = patch.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 27;
      const whitened = patch.map(
        (value, i) => (value - mean) / Math.sqrt(variance + varianceFloor) - patchMean[i]!,
      );
      return (filter: number) =>
        Math.max(
          0,
          whitened.reduce((sum, value, i) => sum + value * filters.data[i * 5 + filter]!, -threshold),
        );
    };
    return Array.from({ length: 5 }, (_, filter) =>
      Array.from({ length: 7 }, (_, top) => Array.from({ length: 8 }, (_, left) => at(top, left)(filter))),
    );
  }

  test("agrees with plain loops", async () => {
    const features = await kernels.patchFeatures(images, network);
    const expected = plainActivations(rowOf(images, 19)).flatMap((map) =>
      [0, 2, 4].flatMap((top) =>
        [0, 2, 4].map((left) => {
          const cell = map.slice(top, top + 3).flatMap((row) => row.slice(left, left + 4));
          return cell.reduce((sum, value) => sum + value, 0) / 12;
        }),
      ),
    );
    expect(features.columns).toBe(45);
    expect(largestDifference(rowOf(features, 19), expected)).toBeLessThan(1e-4);
  });

  test("gives a blank image finite features", async () => {
    const features = await kernels.patchFeatures(matrix(1, 270), network);
    expect(features.data.every(Number.isFinite)).toBe(true);
  });

  test("refuses images of another size and NaN", async () => {
    await expect(kernels.patchFeatures(matrix(1, 269), network)).rejects.toThrow(RangeError);
    const bad = matrix(1, 270, new Float32Array(270).with(3, Number.NaN));
    await expect(kernels.patchFeatures(bad, network)).rejects.toMatchObject({ code: "non-finite" });
  });

  test.each([1, 8])("an image has the same features in any company, with %d threads", async (threads) => {
    const own = createKernels({ threads });
    const all = await own.patchFeatures(images, network);
    for (const count of [1, 2, 7, 9, 17]) {
      const some = await own.patchFeatures(
        takeRows(
          images,
          Int32Array.from({ length: count }, (_, i) => i),
        ),
        network,
      );
      expect(some.data).toEqual(all.data.subarray(0, some.data.length));
    }
    await own.dispose();
  });
});
