import type { BoundedEstimate } from "../evaluation/estimate";
import type { NeededLabels } from "./forecast-curve";

export type StopAdvice = "targetMet" | "flat" | "goOn" | "growHoldout" | "cannotTell";

export interface StopEvidence {
  /** What `forecastCurve` says of the target; null without a target. */
  readonly needed: NeededLabels | null;
  /** What `gainOfNextHundred` says. */
  readonly nextHundred: BoundedEstimate | null;
  /** What `slopeOfLastQuarter` says, as an error: below 0 = it gets better. */
  readonly slope: BoundedEstimate | null;
  /** What `stability` says. */
  readonly stability: number | null;
  /** The least gain by 100 labels that is worth them. */
  readonly worthwhileGain: number;
}

/** Agreement beyond which predictions no longer move (Bloodgood & Vijay-Shanker 2009). */
const STABLE = 0.99;

/** The last quarter of the labels may have gained less than so many times what is worthwhile, by its 95 % interval. */
const MOST_GAIN = 2;

/**
 * One piece of advice, the first of these that its evidence allows: the target is met; the holdout is too small to tell
 * whether it is; another 100 labels gain less than they must for certain (`flat`), be it that the band says so, or that
 * predictions stand still and the last quarter of the labels gained too little, and hardly more can be; go on. A target that
 * is near enough to be forecast is worth its labels to whoever set it, so nobody is told to stop before it here: whether the pool
 * has so many, is for whoever reads it to say (`isFlat`). Without a gain that can be told, and without a holdout to blame, nothing
 * is advised.
 */
export function stopAdvice(evidence: StopEvidence): StopAdvice {
  const { needed, nextHundred } = evidence;
  if (needed?.kind === "reached") return "targetMet";
  if (needed !== null && needed.holdoutNeeded !== null) return "growHoldout";
  if (needed?.kind !== "forecast" && isFlat(evidence)) return "flat";
  if (nextHundred === null) return "cannotTell";
  return "goOn";
}

/** Whether another 100 labels gain less than they must, by the band or because all stands still; the target left aside. */
export function isFlat(evidence: Omit<StopEvidence, "needed">): boolean {
  const { nextHundred, worthwhileGain } = evidence;
  return (nextHundred !== null && nextHundred.high < worthwhileGain) || isStandingStill(evidence);
}

/** Predictions may stand still where labels still pay, so the gain must be small by all that is known of it, too. */
function isStandingStill({
  stability,
  slope,
  nextHundred,
  worthwhileGain,
}: Omit<StopEvidence, "needed">): boolean {
  if (stability === null || stability < STABLE || slope === null || nextHundred === null) return false;
  const [gain, mostGain] = [-slope.value, -slope.low];
  const expected = Math.max(gain, nextHundred.value);
  return expected < worthwhileGain && mostGain < MOST_GAIN * worthwhileGain;
}
