import type { MeasuredOutlook } from "@/lib/contracts/measurements";
import type { Advice, CurveMetric } from "@/lib/contracts/progress";

interface Today {
  readonly budget: number | null;
  readonly labelsSpent: number;
  /** Samples of the pool whose labels did not come with a file. */
  readonly ownSamples: number;
  readonly targetMetric: CurveMetric;
  readonly target: number | null;
}

/**
 * What was advised after the newest model, as far as it is true still: a budget may be spent or raised since, and what was
 * said of another target is said of none. Nobody is told to go on for a target that the labels left do not reach.
 */
export function adviceKindOf(today: Today, outlook: MeasuredOutlook | null): Advice["kind"] {
  const { budget, labelsSpent, ownSamples } = today;
  const advice = outlook?.advice ?? "cannotTell";
  const isOfMetric = outlook?.metric === today.targetMetric;
  const isOfTarget = isOfMetric && outlook.target === today.target;
  if (advice === "targetMet" && isOfTarget) return advice;
  if (budget !== null && labelsSpent >= budget) return "budgetSpent";
  const left = Math.min(ownSamples, budget ?? Number.POSITIVE_INFINITY) - labelsSpent;
  if (advice === "goOn" && isOfTarget && outlook.isFlat && isOutOfReach(outlook.needed, left)) return "flat";
  if (advice === "flat" && isOfMetric) return advice;
  const isTrue = advice !== "budgetSpent" && (isOfTarget || advice === "goOn" || advice === "cannotTell");
  if (isTrue) return advice;
  return outlook?.nextHundred ? "goOn" : "cannotTell";
}

/**
 * Whether the labels left reach a target in one of ten curves at most, or it may be reached already and no holdout of this
 * pool would tell.
 */
function isOutOfReach(needed: MeasuredOutlook["needed"], left: number): boolean {
  if (needed?.kind !== "forecast") return false;
  const { value, low } = needed.needed;
  return (low ?? 0) > left || (Math.round(value) === 0 && needed.holdoutNeeded === null);
}
