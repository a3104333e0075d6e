import { NonFiniteError } from "@/lib/learning/errors";

/** Throws a NonFiniteError naming `what` when any value is NaN or infinite. */
export function assertFinite(what: string, values: Float32Array | Float64Array): void {
  // value − value is 0 for finite numbers and NaN otherwise; four sums hide the latency of addition.
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = values.length - (values.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += values[i]! - values[i]!;
    b += values[i + 1]! - values[i + 1]!;
    c += values[i + 2]! - values[i + 2]!;
    d += values[i + 3]! - values[i + 3]!;
  }
  for (let i = whole; i < values.length; i++) a += values[i]! - values[i]!;
  if (a + b + c + d !== 0) throw new NonFiniteError(what);
}

/**
 * As `assertFinite`, given the sum of the values: a finite sum proves that all are finite, so that
 * the values themselves are read only when it is not (it may have overflowed).
 */
export function assertFiniteSum(what: string, sum: number, values: Float32Array): void {
  if (!Number.isFinite(sum)) assertFinite(what, values);
}
