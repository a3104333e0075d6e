import { expect, test } from "vitest";
import { choleskyFactor, solveLower, solveUpper } from "@/lib/learning/linear-algebra/cholesky";

test("a factor times its transpose is the matrix, and systems are solved with it", () => {
  const a = [4, 2, 0.6, 2, 5, 1, 0.6, 1, 3];
  const factor = choleskyFactor(a, 3);
  const product = a.map((_, at) => {
    const [i, j] = [Math.floor(at / 3), at % 3];
    return [0, 1, 2].reduce((sum, k) => sum + factor[3 * i + k]! * factor[3 * j + k]!, 0);
  });
  product.forEach((value, at) => {
    expect(value).toBeCloseTo(a[at]!, 12);
  });
  const x = solveUpper(factor, solveLower(factor, [1, 2, 3]));
  [1, 2, 3].forEach((value, i) => {
    expect([0, 1, 2].reduce((sum, j) => sum + a[3 * i + j]! * x[j]!, 0)).toBeCloseTo(value, 12);
  });
});

test("a matrix that is not positive definite is refused", () => {
  expect(() => choleskyFactor([1, 2, 2, 1], 2)).toThrow(RangeError);
});
