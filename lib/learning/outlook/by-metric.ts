import type { Metric } from "../forecasting/measured-curve";

/** One of each for the three metrics that a curve may be of. */
export type ByMetric<Value> = Readonly<Record<Metric, Value>>;

export function byMetric<Value>(of: (metric: Metric) => Value): ByMetric<Value> {
  return { accuracy: of("accuracy"), macroF1: of("macroF1"), logLoss: of("logLoss") };
}
