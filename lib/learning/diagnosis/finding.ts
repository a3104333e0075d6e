import type { BoundedEstimate } from "../evaluation/estimate";
import { FEWEST_IN_HALF, type HoldoutDrift } from "./holdout-drift";
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

/** How often drift may be found, over all looks of a project together, where nothing changes. */
const DRIFT_ALARMS = 0.01;

/** Looks within one doubling of the holdout are worth about so many that have nothing to do with each other. */
const LOOKS_PER_DOUBLING = 5;

/** Points of accuracy, 0..1, from which on something stands out. */
const STANDS_OUT = 0.05;

/**
 * What holds the model back most. A drift first, since it puts all else in doubt; then whatever costs most accuracy: classes
 * hardly seen (their mistakes), memorising (training accuracy above the interval of the holdout's, where cross-validation
 * agrees), dependence on the labels it happened to get (two standard deviations), and being too simple for its own labels
 * (its mistakes on them). What was not measured yet speaks for none of them: healthy is a model of which nothing that is known
 * costs five points, and whoever says so says what is not known (`readQuality`).
 */
export function findingOf(evidence: DiagnosisEvidence): Finding {
  if (evidence.holdoutCount < FEWEST_HOLDOUT) return "cannotTell";
  if (evidence.drift !== null && evidence.drift.pValue < driftThreshold(evidence.holdoutCount))
    return "drift";
  const { missing, spread, trainingAccuracy } = evidence;
  const costs: [Finding, number][] = [["missingCases", missing.lost]];
  if (trainingAccuracy !== null) costs.push(["memorising", memorised(trainingAccuracy, evidence)]);
  if (spread !== null) costs.push(["variance", 2 * spread.spread]);
  if (trainingAccuracy !== null) costs.push(["modelTooSimple", 1 - trainingAccuracy]);
  const [worst, cost] = costs.reduce((most, next) => (next[1] > most[1] ? next : most));
  return cost >= STANDS_OUT ? worst : "healthy";
}

/**
 * How unlikely by chance a change over time must be to be told, since it is looked for after every round: what may go wrong
 * is spent on the doublings of the holdout (alpha spending, Lan & DeMets 1983), 1/(k(k + 1)) of it on the k-th from
 * 2 · FEWEST_IN_HALF labels on, which sums up to all of it, and shared by the looks of that doubling. Simulated, with a look
 * after each of 500 or 2,000 labels, 0.3 to 1.7 of 100 projects without a change are told of one at least once; a
 * threshold of 0.01 tells 12 to 34 of them.
 */
export function driftThreshold(holdoutCount: number): number {
  const doubling = 1 + Math.max(0, Math.floor(Math.log2(holdoutCount / (2 * FEWEST_IN_HALF))));
  return DRIFT_ALARMS / (doubling * (doubling + 1)) / LOOKS_PER_DOUBLING;
}

/** By how much training accuracy is above the upper ends of both intervals, 0 when it is not. */
function memorised(
  trainingAccuracy: number,
  { crossValidatedAccuracy, holdoutAccuracy }: DiagnosisEvidence,
): number {
  const known = Math.max(holdoutAccuracy.high, crossValidatedAccuracy?.high ?? 0);
  return Math.max(0, trainingAccuracy - known);
}
