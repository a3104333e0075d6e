import type { BoundedEstimate } from "./estimate";
import { Z_95 } from "./normal-quantile";
import { wilsonInterval } from "./wilson-interval";

/** Three: whoever looks again with every label would see a difference of two before long. */
const standardErrors = 3;

/** No answer is faster; a logarithm has no nought. */
const least = 1e-3;

/** Whether the ratio of two positive figures, each with an interval of 95 %, is other than 1 by more than chance explains. */
export function isRatioTelling(one: BoundedEstimate, other: BoundedEstimate): boolean {
  const log = (value: number) => Math.log(Math.max(least, value));
  const errorOf = ({ low, high }: BoundedEstimate) => (log(high) - log(low)) / (2 * Z_95);
  const difference = Math.abs(log(one.value) - log(other.value));
  return difference > standardErrors * Math.hypot(errorOf(one), errorOf(other));
}

/** Events, and what they are counted against: labels, or time. */
export interface Counted {
  readonly events: number;
  readonly of: number;
}

/**
 * Whether two rates differ by more than chance explains: were they the same, each of all the events would be one of the
 * first with the probability of its share of what is counted against (Przyborowski & Wilenski 1940).
 */
export function isRateTelling(one: Counted, other: Counted): boolean {
  const expected = one.of / (one.of + other.of);
  const { low, high } = wilsonInterval(one.events, one.events + other.events, standardErrors);
  return expected < low || expected > high;
}
