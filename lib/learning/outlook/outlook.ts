import type { BoundedEstimate } from "../evaluation/estimate";
import { FEWEST_HOLDOUT, forecastCurve, type NeededLabels } from "../forecasting/forecast-curve";
import { gainOfNextHundred } from "../forecasting/gain-of-next-hundred";
import { holdoutToSeparate } from "../forecasting/holdout-to-separate";
import type { MeasuredPoint, Metric } from "../forecasting/measured-curve";
import { flipped, flippedChange, flippedEstimate } from "../forecasting/score";
import { slopeOfLastQuarter } from "../forecasting/slope-of-last-quarter";
import { stability } from "../forecasting/stability";
import { isFlat, type StopAdvice, stopAdvice } from "../forecasting/stop-advice";
import { holdoutUntilSure, isSurelyMet } from "../forecasting/target-evidence";
import type { Random } from "../random";
import { type ByMetric, byMetric } from "./by-metric";

export interface OutlookInput {
  /** By metric, in ascending order of labels, the last being today's. */
  readonly points: ByMetric<readonly MeasuredPoint[]>;
  /** What the lead looks at, and the score of it that is to be reached; null: none is. */
  readonly metric: Metric;
  readonly target: number | null;
  readonly classCount: number;
  /** Whether it is known how far chance moves a score; nothing is told of a curve otherwise. */
  readonly isChanceKnown: ByMetric<boolean>;
  /** What today's macro F1 is at least for certain, with `growth` times the holdout. */
  readonly leastMacroF1: (growth: number) => number;
  /** Labels that the holdout can have at most. */
  readonly mostHoldout: number;
  /** What models far enough apart (`comparedForStability`) take each row of the pool for, oldest first. */
  readonly poolClasses: readonly ArrayLike<number>[];
}

/** Where the curve goes on, in scores (shares 0..1, log loss in nats). */
export interface Outlook {
  /** Change of the score by 100 labels over the last quarter of the labels, with a 95 % interval. */
  readonly slope: ByMetric<BoundedEstimate | null>;
  /** With its 80 % band; empty while nothing can be told. */
  readonly path: ByMetric<readonly { readonly labelsSpent: number; readonly score: BoundedEstimate }[]>;
  /** Labels still to spend until the target; null without one. `reached` holds for all looks of a project. */
  readonly needed: NeededLabels | null;
  /** What the next 100 labels change the score by, with an 80 % band. */
  readonly nextHundred: BoundedEstimate | null;
  readonly stability: number | null;
  readonly advice: StopAdvice;
  /** Whether it would be to stop, were there no target to reach. */
  readonly isFlat: boolean;
}

/** 100 labels that gain less than this are not worth much to anybody: half a point of a share, 0.01 nats. */
const WORTHWHILE: ByMetric<number> = { accuracy: 0.005, macroF1: 0.005, logLoss: 0.01 };

/** What the curve so far tells of how it goes on. */
export function outlookOf(input: OutlookInput, random: Random): Outlook {
  const { metric, target, classCount, isChanceKnown } = input;
  const points = byMetric((one) => (isChanceKnown[one] ? input.points[one] : []));
  const forecasts = byMetric((one) =>
    forecastCurve(
      points[one],
      { target: one === metric && target !== null ? flipped(metric, target) : null, classCount },
      random.fork(`forecast ${one}`),
    ),
  );
  const slopes = byMetric((one) => slopeOfLastQuarter(points[one]));
  const gain = gainOfNextHundred(points[metric], classCount, random.fork("next hundred"));
  const agreement = stability(input.poolClasses);
  const told = target !== null && !isChanceKnown[metric] ? noInterval : forecasts[metric].needed;
  const needed = withinReach(judgedAtAnyTime(told, input), input.mostHoldout);
  const evidence = {
    nextHundred: gain,
    slope: slopes[metric],
    stability: agreement,
    worthwhileGain: WORTHWHILE[metric],
  };
  return {
    slope: byMetric((one) => slopes[one] && flippedChange(one, slopes[one])),
    path: byMetric((one) =>
      forecasts[one].path.map(({ labels, error }) => ({
        labelsSpent: labels,
        score: flippedEstimate(one, error),
      })),
    ),
    needed,
    // A gain is how much the error falls.
    nextHundred: gain && flippedChange(metric, negated(gain)),
    stability: agreement,
    // Whether a budget is spent is for whoever reads the advice to say: labels come back, and budgets are raised.
    advice: stopAdvice({ ...evidence, needed }),
    isFlat: isFlat(evidence),
  };
}

const noInterval: NeededLabels = {
  kind: "cannotTell",
  because: "noInterval",
  holdoutNeeded: null,
  atLeast: null,
};

/**
 * A forecast looks at the newest model as if nobody had looked before. That the target is met is told only where it would
 * hold for all looks of the project; where it may be met, or today's interval lies beyond it, more of the holdout would tell.
 */
function judgedAtAnyTime(
  needed: NeededLabels | null,
  { points, metric, target, leastMacroF1 }: OutlookInput,
): NeededLabels | null {
  const last = points[metric].at(-1);
  if (needed === null || target === null || !last || last.influence.length < FEWEST_HOLDOUT) return needed;
  const error = flipped(metric, target);
  const isAlso = (growth: number) => metric !== "macroF1" || leastMacroF1(growth) >= target;
  if (needed.kind === "reached" && isSurelyMet(points[metric], error, metric) && isAlso(1)) return needed;
  if (!mayBeMet(needed)) return needed;
  // What decides: that it is met is told where it is sure, and that it is not where the two are told apart.
  const holdoutNeeded =
    last.error <= error
      ? holdoutUntilSure(points[metric], error, metric, isAlso)
      : holdoutToSeparate(last, error);
  if (needed.kind === "forecast" && needed.needed.high !== 0) return { ...needed, holdoutNeeded };
  return { kind: "cannotTell", because: "fewHoldout", holdoutNeeded, atLeast: null };
}

/** Whether the curve may be at the target, so that only more of the holdout tells. */
function mayBeMet(needed: NeededLabels): boolean {
  if (needed.kind === "forecast") return Math.round(needed.needed.value) === 0;
  return needed.kind === "reached" || needed.because === "fewHoldout";
}

/** More holdout labels than there are samples of it would tell nothing to anybody. */
function withinReach(needed: NeededLabels | null, mostHoldout: number): NeededLabels | null {
  if (needed === null || needed.kind === "reached") return needed;
  if ((needed.holdoutNeeded ?? 0) <= mostHoldout) return needed;
  return { ...needed, holdoutNeeded: null };
}

function negated({ value, low, high }: BoundedEstimate): BoundedEstimate {
  return { value: -value, low: -high, high: -low };
}
