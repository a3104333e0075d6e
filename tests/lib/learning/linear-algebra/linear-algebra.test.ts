import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { denseOperator } from "@/lib/learning/linear-algebra/linear-operator";
import { normaliseRows } from "@/lib/learning/linear-algebra/normalise-rows";
import { orthonormalise } from "@/lib/learning/linear-algebra/orthonormalise";
import { pivotedCholesky } from "@/lib/learning/linear-algebra/pivoted-cholesky";
import { principalComponents } from "@/lib/learning/linear-algebra/principal-components";
import { randomizedSvd } from "@/lib/learning/linear-algebra/randomized-svd";
import { sparseOperator, sparseTimes, transposeSparse } from "@/lib/learning/linear-algebra/sparse-matrix";
import { symmetricEigen } from "@/lib/learning/linear-algebra/symmetric-eigen";
import { type Matrix, matrix, rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

describe("symmetricEigen", () => {
  test("solves a 2 × 2 matrix worked by hand", () => {
    const { values, vectors } = symmetricEigen([2, 1, 1, 2], 2);
    expect(values[0]).toBeCloseTo(3, 12);
    expect(values[1]).toBeCloseTo(1, 12);
    expect(Math.abs(vectors[0]!)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(vectors[0]).toBeCloseTo(vectors[1]!, 12);
  });

  test("finds 2 − 2cos(kπ/(n+1)), the eigenvalues of the second difference matrix", () => {
    const n = 50;
    const difference = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      difference[i * n + i] = 2;
      if (i > 0) difference[i * n + i - 1] = -1;
      if (i + 1 < n) difference[i * n + i + 1] = -1;
    }
    const { values } = symmetricEigen(difference, n);
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((n - i) * Math.PI) / (n + 1)), 10);
    });
  });

  test("rebuilds any symmetric matrix from orthonormal vectors", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (n, seed) => {
        const random = createRandom(seed);
        const a = new Float64Array(n * n);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = Math.round(random.normal() * 2);
        }
        const { values, vectors } = symmetricEigen(a, n);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            let [entry, inner] = [0, 0];
            for (let k = 0; k < n; k++) {
              entry += values[k]! * vectors[k * n + i]! * vectors[k * n + j]!;
              inner += vectors[i * n + k]! * vectors[j * n + k]!;
            }
            expect(entry).toBeCloseTo(a[i * n + j]!, 9);
            expect(inner).toBeCloseTo(i === j ? 1 : 0, 9);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test("takes matrices of low rank, whose other couplings are rounding errors", () => {
    const n = 108;
    for (let seed = 0; seed < 20; seed++) {
      const random = createRandom(seed);
      const [u, v] = [0, 1].map(() => Float64Array.from({ length: n }, () => random.next() - 0.5));
      const { values } = symmetricEigen(
        Float64Array.from({ length: n * n }, (_, at) => {
          const [i, j] = [Math.floor(at / n), at % n];
          return u![i]! * u![j]! + v![i]! * v![j]!;
        }),
        n,
      );
      expect(values[1]).toBeGreaterThan(1);
      expect(Math.max(...values.subarray(2).map(Math.abs))).toBeLessThan(1e-13);
    }
  });

  test("takes the zero matrix and the empty one", () => {
    expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
    expect(symmetricEigen([], 0).values).toHaveLength(0);
  });
});

describe("pivotedCholesky", () => {
  test("factors a 2 × 2 matrix worked by hand", () => {
    const { pivots, factor } = pivotedCholesky([4, 2, 2, 3], 2, 1e-9);
    expect(pivots).toEqual([0, 1]);
    expect([...factor]).toEqual([2, 0, 1, Math.SQRT2]);
  });

  test("stops at the rank", () => {
    expect(pivotedCholesky([1, 2, 2, 4], 2, 1e-9).pivots).toEqual([1]);
    expect(pivotedCholesky([0, 0, 0, 0], 2, 1e-9).pivots).toEqual([]);
  });
});

test("orthonormalise(Y) keeps only independent columns", async () => {
  const y = matrix(3, 3, Float32Array.of(1, 2, 0, 0, 0, 5, 1, 2, 1));
  const q = await orthonormalise(y, kernels);
  expect(q.columns).toBe(2);
  const gram = await kernels.multiply(q, q, { a: true });
  [1, 0, 0, 1].forEach((value, i) => {
    expect(gram.data[i]).toBeCloseTo(value, 5);
  });
});

/*
 * Reference, by numpy 1.24:
 *   a = 1 / (np.arange(1, 7)[:, None] + np.arange(4)[None, :])
 *   u, s, vt = np.linalg.svd(a); s; vt[0] * np.sign(vt[0, 0])
 *   c = a - a.mean(0); w, v = np.linalg.eigh(c.T @ c); v[:, -1] * np.sign(v[0, -1])
 */
const hilbert = matrix(
  6,
  4,
  Float32Array.from({ length: 24 }, (_, at) => 1 / (1 + Math.floor(at / 4) + (at % 4))),
);
const hilbertReference = {
  values: [1.5552292, 0.2010461, 0.0103567],
  right: [0.781489, 0.457823, 0.332323, 0.263123],
  component: [0.889224, 0.376457, 0.216944, 0.143167],
};

function expectDirection(m: Matrix, expected: readonly number[]): void {
  const sign = Math.sign(m.data[0]!);
  expected.forEach((value, row) => {
    expect(sign * m.data[row * m.columns]!).toBeCloseTo(value, 4);
  });
}

describe("randomizedSvd", () => {
  test("agrees with numpy on a Hilbert matrix, dense and sparse", async () => {
    const sparse = {
      rows: 6,
      columns: 4,
      starts: Int32Array.from({ length: 7 }, (_, row) => row * 4),
      indices: Int32Array.from({ length: 24 }, (_, at) => at % 4),
      values: hilbert.data,
    };
    for (const operator of [denseOperator(hilbert, kernels), sparseOperator(sparse)]) {
      const { values, right } = await randomizedSvd(operator, 3, createRandom(1), kernels);
      expect(values).toHaveLength(3);
      hilbertReference.values.forEach((value, i) => {
        expect(values[i]).toBeCloseTo(value, 4);
      });
      expectDirection(right, hilbertReference.right);
    }
  });

  test("finds the singular values of a matrix built from them", async () => {
    const a = matrix(4, 3, Float32Array.of(3, 0, 0, 0, 0, 2, 0, 1, 0, 0, 0, 0));
    const { values } = await randomizedSvd(denseOperator(a, kernels), 2, createRandom(1), kernels);
    expect(values).toHaveLength(2);
    expect(values[0]).toBeCloseTo(3, 5);
    expect(values[1]).toBeCloseTo(2, 5);
  });

  test("rebuilds a matrix of low rank", async () => {
    const random = createRandom(2);
    const [u, v] = [matrix(40, 3), matrix(3, 25)];
    for (const { data } of [u, v]) for (let i = 0; i < data.length; i++) data[i] = random.normal();
    const a = await kernels.multiply(u, v);
    const svd = await randomizedSvd(denseOperator(a, kernels), 10, createRandom(3), kernels);
    expect(svd.values).toHaveLength(3);
    for (let i = 0; i < 40; i++) for (let k = 0; k < 3; k++) svd.left.data[i * 3 + k]! *= svd.values[k]!;
    const rebuilt = await kernels.multiply(svd.left, svd.right, { b: true });
    rebuilt.data.forEach((value, i) => {
      expect(value).toBeCloseTo(a.data[i]!, 3);
    });
  });

  test("gives nothing for zeros", async () => {
    const { values } = await randomizedSvd(denseOperator(matrix(3, 4), kernels), 2, createRandom(1), kernels);
    expect(values).toHaveLength(0);
  });
});

describe("principalComponents", () => {
  test("agrees with numpy on a Hilbert matrix", async () => {
    const { components } = await principalComponents(hilbert, 2, createRandom(1), kernels);
    expect(components.columns).toBe(2);
    expectDirection(components, hilbertReference.component);
  });

  test("finds the same direction among few columns and among many", async () => {
    const random = createRandom(5);
    const wide = matrix(50, 300);
    for (let row = 0; row < 50; row++) {
      const along = random.normal() * 10;
      for (let j = 0; j < 300; j++) wide.data[row * 300 + j] = (j < 9 ? along : 0) + 0.001 * random.normal();
    }
    const narrow = matrix(50, 9);
    for (let row = 0; row < 50; row++) narrow.data.set(rowOf(wide, row).subarray(0, 9), row * 9);
    for (const x of [wide, narrow]) {
      const { components } = await principalComponents(x, 1, createRandom(1), kernels);
      expectDirection(components, new Array(9).fill(1 / 3));
    }
  });

  test("finds the direction along which points vary", async () => {
    const x = matrix(3, 2, Float32Array.of(10, 20, 11, 21, 12, 22));
    const { mean, components } = await principalComponents(x, 2, createRandom(1), kernels);
    expect([...mean]).toEqual([11, 21]);
    expect(components.columns).toBe(1);
    expect(Math.abs(components.data[0]!)).toBeCloseTo(Math.SQRT1_2, 5);
  });

  test("finds none among equal rows", async () => {
    const x = matrix(3, 2, Float32Array.of(0.1, 0.7, 0.1, 0.7, 0.1, 0.7));
    expect((await principalComponents(x, 2, createRandom(1), kernels)).components.columns).toBe(0);
  });
});

describe("sparse matrices", () => {
  const a = {
    rows: 2,
    columns: 3,
    starts: Int32Array.of(0, 2, 3),
    indices: Int32Array.of(0, 2, 1),
    values: Float32Array.of(1, 2, 3),
  };

  test("give the products worked by hand", async () => {
    const operator = sparseOperator(a);
    expect([...(await operator.times(matrix(3, 1, Float32Array.of(1, 10, 100)))).data]).toEqual([201, 30]);
    const back = await operator.transposeTimes(matrix(2, 1, Float32Array.of(1, 10)));
    expect([...back.data]).toEqual([1, 30, 2]);
  });

  test("come back from transposing twice", () => {
    expect(transposeSparse(a)).toEqual({
      rows: 3,
      columns: 2,
      starts: Int32Array.of(0, 1, 2, 3),
      indices: Int32Array.of(0, 1, 0),
      values: Float32Array.of(1, 3, 2),
    });
    expect(transposeSparse(transposeSparse(a))).toEqual(a);
  });

  test("agree with dense products, whatever the number of entries in a row", async () => {
    const random = createRandom(4);
    const dense = matrix(12, 11);
    for (let row = 0; row < 12; row++) {
      for (let column = 0; column < row; column++) dense.data[row * 11 + column] = random.normal();
    }
    const m = matrix(11, 5);
    for (let i = 0; i < m.data.length; i++) m.data[i] = random.normal();
    const triangle = {
      rows: 12,
      columns: 11,
      starts: Int32Array.from({ length: 13 }, (_, row) => (row * (row - 1)) / 2),
      indices: Int32Array.from({ length: 66 }, (_, at) => at - (columnCount(at) * (columnCount(at) - 1)) / 2),
      values: dense.data.filter((value) => value !== 0),
    };
    const expected = await kernels.multiply(dense, m);
    sparseTimes(triangle, m).data.forEach((value, at) => {
      expect(value).toBeCloseTo(expected.data[at]!, 5);
    });
  });
});

/** The row of entry `at` of a strictly lower triangle, which is also how many entries that row has. */
function columnCount(at: number): number {
  return Math.floor((1 + Math.sqrt(1 + 8 * at)) / 2);
}

test("normaliseRows(m) leaves zero rows alone", () => {
  const m = matrix(2, 2, Float32Array.of(3, 4, 0, 0));
  normaliseRows(m);
  expect([...m.data]).toEqual([Math.fround(0.6), Math.fround(0.8), 0, 0]);
});
