import type { BoundedEstimate } from "./estimate";
import { exactInterval } from "./exact-interval";
import { Z_95 } from "./normal-quantile";
import { wilsonInterval } from "./wilson-interval";

/**
 * F1 of one class with an interval, of 95 % unless asked otherwise. Of the samples that are of the class or were taken for it, the share J that is
 * both is a plain proportion, and F1 = 2J / (1 + J) rises with it: Wilson's interval of J is one of F1.
 * `found`: of the class and taken for it; `counted`: of the class or taken for it, above 0.
 */
export function f1Interval(found: number, counted: number, standardErrors = Z_95): BoundedEstimate {
  const { low, high } = wilsonInterval(found, counted, standardErrors);
  return { value: f1Of(found / counted), low: f1Of(low), high: f1Of(high) };
}

/**
 * The same with an interval that is exact and misses in at most 5 % of cases that of any of `compared` classes (Bonferroni):
 * for whoever says that one of them is better than another.
 */
export function simultaneousF1(found: number, counted: number, compared: number): BoundedEstimate {
  const { low, high } = exactInterval(found, counted, 0.05 / compared);
  return { value: f1Of(found / counted), low: f1Of(low), high: f1Of(high) };
}

function f1Of(overlap: number): number {
  return (2 * overlap) / (1 + overlap);
}
