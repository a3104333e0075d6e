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

interface OwnModel {
  readonly probabilities: Matrix;
  /** When it was trained; imported labels are not spent. */
  readonly labelsSpent: number;
}

export interface RandomLabelingInput<Label> extends CrossFitLabels<Label> {
  /** Of probabilities for the holdout labels, in their order (n × c). */
  readonly measure: (metric: Metric, probabilities: Matrix) => MeasuredError;
  /** Whether it is known how far chance moves a score. */
  readonly isChanceKnown: ByMetric<boolean>;
  readonly fitAndPredict: FitAndPredict<Label>;
  /** Probabilities of the project's models for the holdout labels, in ascending order of labels; the last is today's. */
  readonly own: readonly OwnModel[];
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
  const { explored, holdout, imported, measure, isChanceKnown, own, holdoutShare } = input;
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
  const before = { imported: imported.length, classCount: own.at(-1)!.probabilities.columns };
  return {
    points: curves.accuracy.points.map(({ labels: spent, trainingLabels }, i) => ({
      labelsSpent: spent,
      trainingLabels,
      scores: byMetric((metric) => scores[metric][i]!),
    })),
    saved: byMetric((metric) => {
      if (!isChanceKnown[metric]) return { kind: "noInterval" };
      const points = own.map(({ labelsSpent: labels, probabilities }) => ({
        labels,
        ...measure(metric, probabilities),
      }));
      return projectLabelsSaved(curves[metric], points, before, random.fork(`saved ${metric}`));
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
