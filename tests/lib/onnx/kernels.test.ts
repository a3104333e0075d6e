import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { PatchNetwork } from "@/lib/learning/kernels";
import { type Matrix, matrix, rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
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

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
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

describe("softmaxPredict", () => {
  test("gives the softmax of the logits divided by the temperature", async () => {
    const x = matrix(1, 1, Float32Array.of(2));
    const weights = matrix(1, 2, Float32Array.of(1, 0));
    const { data } = await kernels.softmaxPredict(x, weights, Float32Array.of(0, 0), 2);
    expect(data[0]).toBeCloseTo(Math.E / (1 + Math.E), 6);
    expect(data[0]! + data[1]!).toBeCloseTo(1, 6);
  });

  test("gives the same rows whether X is one chunk or several", async () => {
    const x = randomMatrix(9_000, 5, 3);
    const weights = randomMatrix(5, 3, 4);
    const bias = Float32Array.of(0.1, 0.2, 0.3);
    const whole = await kernels.softmaxPredict(x, weights, bias, 1);
    const tail = matrix(100, 5, x.data.slice(-500));
    const part = await kernels.softmaxPredict(tail, weights, bias, 1);
    expect(largestDifference(part.data, whole.data.slice(-300))).toBeLessThan(1e-6);
  });

  test("stays finite for logits of thousands", async () => {
    const x = matrix(1, 1, Float32Array.of(5000));
    const weights = matrix(1, 2, Float32Array.of(1, -1));
    const { data } = await kernels.softmaxPredict(x, weights, new Float32Array(2), 1);
    expect([...data]).toEqual([1, 0]);
  });

  test("refuses NaN in X, in the weights, and a temperature of 0", async () => {
    const good = matrix(1, 1, Float32Array.of(1));
    const bad = matrix(1, 1, Float32Array.of(Number.NaN));
    const bias = new Float32Array(1);
    await expect(kernels.softmaxPredict(bad, good, bias, 1)).rejects.toMatchObject({ code: "non-finite" });
    await expect(kernels.softmaxPredict(good, bad, bias, 1)).rejects.toMatchObject({ code: "non-finite" });
    await expect(kernels.softmaxPredict(good, good, bias, 0)).rejects.toThrow(RangeError);
  });
});

describe("softmaxObjective", () => {
  const [n, d, c] = [30, 4, 3];
  const x = randomMatrix(n, d, 5);
  const classes = Int32Array.from({ length: n }, (_, i) => i % c);
  const weights = Float32Array.from({ length: n }, (_, i) => (i % 4) / 2);
  const parameters = Float64Array.from(randomMatrix(d + 1, c, 6).data);

  /** The loss by plain loops in float64. */
  function plainLoss(theta: Float64Array): number {
    let [loss, total] = [0, 0];
    for (let i = 0; i < n; i++) {
      const logits = Array.from({ length: c }, (_, j) =>
        rowOf(x, i).reduce((sum, value, k) => sum + value * theta[k * c + j]!, theta[d * c + j]!),
      );
      const normaliser = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
      loss += weights[i]! * (normaliser - logits[classes[i]!]!);
      total += weights[i]!;
    }
    return loss / total;
  }

  test("gives the loss of plain loops", async () => {
    const { loss } = await kernels.softmaxObjective(x, classes, c, weights).evaluate(parameters);
    expect(loss).toBeCloseTo(plainLoss(parameters), 5);
  });

  test("gives the gradient of finite differences", async () => {
    const { gradient } = await kernels.softmaxObjective(x, classes, c, weights).evaluate(parameters);
    const step = 1e-5;
    const numeric = parameters.map((value, i) => {
      const [above, below] = [value + step, value - step];
      return (plainLoss(parameters.with(i, above)) - plainLoss(parameters.with(i, below))) / (2 * step);
    });
    expect(largestDifference(gradient, numeric)).toBeLessThan(1e-5);
  });

  test("is log(classes) without parameters, also over several chunks", async () => {
    const many = randomMatrix(5_000, 3, 7);
    const objective = kernels.softmaxObjective(
      many,
      new Int32Array(5_000),
      4,
      new Float32Array(5_000).fill(2),
    );
    const { loss, gradient } = await objective.evaluate(new Float64Array(16));
    expect(loss).toBeCloseTo(Math.log(4), 6);
    expect(gradient[12]).toBeCloseTo(-0.75, 5);
    expect(gradient[13]).toBeCloseTo(0.25, 5);
  });

  test("stays finite when the logits are huge", async () => {
    const huge = parameters.map((value) => value * 1e4);
    const { loss } = await kernels.softmaxObjective(x, classes, c, weights).evaluate(huge);
    expect(Number.isFinite(loss)).toBe(true);
  });

  test("repeats itself bit for bit", async () => {
    const objective = kernels.softmaxObjective(x, classes, c, weights);
    expect(await objective.evaluate(parameters)).toEqual(await objective.evaluate(parameters));
  });

  test("refuses classes out of range, negative weights, weights of sum 0 and NaN", async () => {
    expect(() => kernels.softmaxObjective(x, classes, 2, weights)).toThrow(RangeError);
    expect(() => kernels.softmaxObjective(x, classes, c, weights.with(0, -1))).toThrow(RangeError);
    expect(() => kernels.softmaxObjective(x, classes, c, new Float32Array(n))).toThrow(RangeError);
    const bad = matrix(n, d, x.data.with(0, Number.NaN));
    expect(() => kernels.softmaxObjective(bad, classes, c, weights)).toThrow("softmaxObjective: X");
    const objective = kernels.softmaxObjective(x, classes, c, weights);
    const noNumber = parameters.with(0, Number.NaN);
    await expect(objective.evaluate(noNumber)).rejects.toMatchObject({ code: "non-finite" });
  });
});

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
});

test("dispose() releases the sessions, and a later call builds them anew", async () => {
  const own = createKernels({ threads: 1 });
  const one = matrix(1, 1, Float32Array.of(3));
  await own.multiply(one, one);
  await own.dispose();
  expect((await own.multiply(one, one)).data[0]).toBe(9);
  await own.dispose();
});
