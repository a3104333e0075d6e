import type { MeasuredOutlook } from "@/lib/contracts/measurements";
import type { Advice, CurveMetric } from "@/lib/contracts/progress";

interface Today {
  readonly budget: number | null;
  readonly labelsSpent: number;
  readonly targetMetric: CurveMetric;
  readonly target: number | null;
}

/**
 * What was advised after the newest model, as far as it is true still: a budget may be spent or raised since, and what was
 * said of another target is said of none.
 */
export function adviceKindOf(today: Today, outlook: MeasuredOutlook | null): Advice["kind"] {
  const { budget, labelsSpent } = today;
  const advice = outlook?.advice ?? "cannotTell";
  const isOfTarget = outlook?.target === today.target && outlook.metric === today.targetMetric;
  if (advice === "targetMet" && isOfTarget) return advice;
  if (budget !== null && labelsSpent >= budget) return "budgetSpent";
  const isTrue =
    advice !== "budgetSpent" && (isOfTarget || (advice !== "targetMet" && advice !== "growHoldout"));
  if (isTrue) return advice;
  return outlook?.nextHundred ? "goOn" : "cannotTell";
}
