import type { BoundedEstimate } from "../evaluation/estimate";
import type { HoldoutDrift } from "./holdout-drift";
import type { MissingCases } from "./missing-cases";
import type { ResampledSpread } from "./resampled-spread";

export type Finding =
  | "memorising"
  | "variance"
  | "missingCases"
  | "drift"
  | "modelTooSimple"
  | "healthy"
  | "cannotTell";

export interface DiagnosisEvidence {
  readonly holdoutCount: number;
  /** On the labels that the model was trained on, 0..1; null where it was not measured. */
  readonly trainingAccuracy: number | null;
  /** On training labels held out from it; null where nothing was held out. */
  readonly crossValidatedAccuracy: BoundedEstimate | null;
  readonly holdoutAccuracy: BoundedEstimate;
  readonly spread: ResampledSpread | null;
  readonly drift: HoldoutDrift | null;
  readonly missing: MissingCases;
}

/** With fewer holdout labels everything may be chance. */
const FEWEST_HOLDOUT = 50;

/** A change over time must be as unlikely by chance as this, since it is looked for after every round. */
const DRIFT_P = 0.01;

/** Points of accuracy, 0..1, from which on something stands out. */
const STANDS_OUT = 0.05;

/**
 * What holds the model back most. A drift first, since it puts all else in doubt; then whatever costs most accuracy: classes
 * hardly seen (their mistakes), memorising (training accuracy above the interval of the holdout's, where cross-validation
 * agrees), dependence on the labels it happened to get (two standard deviations), and being too simple for its own labels
 * (its mistakes on them). Healthy when none of these costs five points.
 */
export function findingOf(evidence: DiagnosisEvidence): Finding {
  if (evidence.holdoutCount < FEWEST_HOLDOUT) return "cannotTell";
  if (evidence.drift !== null && evidence.drift.pValue < DRIFT_P) return "drift";
  const costs: readonly (readonly [Finding, number])[] = [
    ["missingCases", evidence.missing.lost],
    ["memorising", memorised(evidence)],
    ["variance", 2 * (evidence.spread?.spread ?? 0)],
    ["modelTooSimple", 1 - (evidence.trainingAccuracy ?? 1)],
  ];
  const [worst, cost] = costs.reduce((most, next) => (next[1] > most[1] ? next : most));
  return cost >= STANDS_OUT ? worst : "healthy";
}

/** By how much training accuracy is above the upper ends of both intervals, 0 when it is not. */
function memorised({ trainingAccuracy, crossValidatedAccuracy, holdoutAccuracy }: DiagnosisEvidence): number {
  const known = Math.max(holdoutAccuracy.high, crossValidatedAccuracy?.high ?? 0);
  return Math.max(0, (trainingAccuracy ?? 0) - known);
}
