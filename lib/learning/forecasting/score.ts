import type { BoundedEstimate } from "../evaluation/estimate";
import type { Metric } from "./measured-curve";

/** Turns a score into an error, lower = better, and back: 1 − accuracy, 1 − macro F1; log loss is one already. */
export function flipped(metric: Metric, value: number): number {
  return metric === "logLoss" ? value : 1 - value;
}

/** An error's interval as that of the score. */
export function flippedEstimate(metric: Metric, { value, low, high }: BoundedEstimate): BoundedEstimate {
  return metric === "logLoss" ? { value, low, high } : { value: 1 - value, low: 1 - high, high: 1 - low };
}

/** A change of the error, as a slope is, as that of the score. */
export function flippedChange(metric: Metric, { value, low, high }: BoundedEstimate): BoundedEstimate {
  return metric === "logLoss" ? { value, low, high } : { value: -value, low: -high, high: -low };
}
