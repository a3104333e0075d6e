import type { Estimate } from "../evaluation/estimate";
import {
  type CrossFitLabels,
  crossFit,
  type FitAndPredict,
  largestSize,
  planCrossFits,
} from "../forecasting/cross-fit";
import type { MeasuredError, Metric } from "../forecasting/measured-curve";
import { type ProjectLabelsSaved, projectLabelsSaved } from "../forecasting/project-labels-saved";
import { type RandomLevel, randomCurve } from "../forecasting/random-curve";
import { randomScores } from "../forecasting/random-scores";
import type { Matrix } from "../matrix";
import type { Random } from "../random";
import { type ByMetric, byMetric } from "./by-metric";

export interface RandomLabelingInput<Label> extends CrossFitLabels<Label> {
  /** Of probabilities for the holdout labels, in their order (n × c). */
  readonly measure: (metric: Metric, probabilities: Matrix) => MeasuredError;
  /** Whether it is known how far chance moves a score. */
  readonly isChanceKnown: ByMetric<boolean>;
  readonly fitAndPredict: FitAndPredict<Label>;
  /** Probabilities of today's model for the holdout labels. */
  readonly today: Matrix;
  /** When that model was trained; imported labels are not spent. */
  readonly labelsSpent: number;
  /** Share of the spent labels that goes to the holdout. */
  readonly holdoutShare: number;
  readonly mostFits: number;
}

/** What random labeling reaches on the project's own data, and what it would have needed. */
export interface RandomLabeling {
  /** In ascending order; on the scale of labels spent, on which random labeling pays for a holdout, too. */
  readonly points: readonly {
    readonly labelsSpent: number;
    readonly trainingLabels: number;
    readonly scores: ByMetric<Estimate>;
  }[];
  readonly saved: ByMetric<ProjectLabelsSaved | { readonly kind: "noInterval" }>;
}

/** Measures random labeling by cross-fitting (`crossFit`). `onFit` is told the finished share. */
export async function measureRandomLabeling<Label extends { readonly row: number }>(
  input: RandomLabelingInput<Label>,
  random: Random,
  onFit?: (share: number) => void,
): Promise<RandomLabeling> {
  const { explored, holdout, imported, measure, isChanceKnown, today, labelsSpent, holdoutShare } = input;
  const plan = planCrossFits(explored.length, holdout.length, input.mostFits);
  const labels = { explored, holdout, imported };
  const fits = await crossFit(labels, plan, input.fitAndPredict, random.fork("fits"), onFit);
  const setting = {
    holdoutShare,
    available: largestSize(explored.length, holdout.length, plan.folds),
  };
  const curves = byMetric((metric) => randomCurve(levelsOf(fits, metric, measure), setting));
  const scores = byMetric((metric) => {
    const bounded = randomScores(curves[metric], metric);
    return isChanceKnown[metric] ? bounded : bounded.map(({ value }) => ({ value, low: null, high: null }));
  });
  const spent = { spent: labelsSpent, imported: imported.length, classCount: today.columns };
  return {
    points: curves.accuracy.points.map(({ labels: spent, trainingLabels }, i) => ({
      labelsSpent: spent,
      trainingLabels,
      scores: byMetric((metric) => scores[metric][i]!),
    })),
    saved: byMetric((metric) => {
      if (!isChanceKnown[metric]) return { kind: "noInterval" };
      const error = measure(metric, today);
      return projectLabelsSaved(curves[metric], error, spent, random.fork(`saved ${metric}`));
    }),
  };
}

function levelsOf(
  fits: Awaited<ReturnType<typeof crossFit>>,
  metric: Metric,
  measure: (metric: Metric, probabilities: Matrix) => MeasuredError,
): RandomLevel[] {
  return fits.map(({ trainingLabels, repeats }) => ({
    trainingLabels,
    repeats: repeats.map(({ foldOf, probabilities }) => ({
      foldOf,
      measured: measure(metric, probabilities),
    })),
  }));
}
