import type { BoundedEstimate } from "./estimate";
import { Z_95 } from "./normal-quantile";

/**
 * `count` things, above 0, in so much time, for one unit of it, with a 95 % interval. How long each takes varies about
 * as much as it takes (times of labels are about log-normal with 0.8 in logarithms, a coefficient of variation of 0.95),
 * so that the logarithm of the rate has a standard error of 1/√count.
 */
export function rateInterval(count: number, time: number): BoundedEstimate {
  const value = count / time;
  const factor = Math.exp(Z_95 / Math.sqrt(count));
  return { value, low: value / factor, high: value * factor };
}
