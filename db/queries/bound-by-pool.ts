import type { MeasuredRandom } from "@/lib/contracts/measurements";
import type { CurveMetric, Estimate } from "@/lib/contracts/progress";

type MeasuredSaved = MeasuredRandom["saved"][CurveMetric];
type Compared = Extract<MeasuredSaved, { readonly kind: "saved" | "lost" }>;
type Bounded = Exclude<MeasuredSaved, Compared> | (Compared & { readonly isWholePool: boolean });

/**
 * Random labeling cannot spend more labels than the pool has samples for: an upper end beyond them is none, and a middle
 * beyond them tells that all of them most likely would not do. `spent`: the labels beside which something was saved.
 */
export function boundByPool(saved: MeasuredSaved, spent: number, pool: number): Bounded {
  if (saved.kind === "tooEarly" || saved.kind === "noInterval") return saved;
  // Samples may have been taken out of the pool since.
  const most = Math.max(pool, spent);
  const boundedSaved = boundEstimate(saved.saved, most - spent);
  if (saved.kind === "indistinguishable") return { ...saved, saved: boundedSaved };
  const isWholePool = saved.randomNeeds.value >= most;
  return {
    kind: saved.kind,
    saved: boundedSaved,
    randomNeeds: boundEstimate(saved.randomNeeds, most),
    isAtLeast: saved.isAtLeast || isWholePool,
    isWholePool,
  };
}

function boundEstimate({ value, low, high }: Estimate, most: number): Estimate {
  return {
    value: Math.min(value, most),
    low: low === null ? null : Math.min(low, most),
    high: high === null || high > most ? null : high,
  };
}
