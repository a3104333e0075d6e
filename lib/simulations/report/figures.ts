import { noNames, type ReportNames } from "@/lib/contracts/report-names";
import { areaUnderCurve } from "@/lib/learning/evaluation/area-under-curve";
import { finalAccuracy, type LabelsSaved, labelsSaved } from "@/lib/learning/evaluation/labels-saved";
import { accuracyAt, type LearningCurve } from "@/lib/learning/evaluation/learning-curve";
import { median } from "@/lib/learning/evaluation/quantile";
import { createRandom } from "@/lib/learning/random";
import type { FinishedRun, ReportOptions } from "./finished-run";
import { type CurveSummary, labelsToTarget, summariseCurves } from "./summary";

/** Over the seeds. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Labels saved against random at three accuracies. */
export interface Savings {
  /** What the strategy reached at the budget. */
  readonly atBudget: LabelsSaved | null;
  readonly atTarget: LabelsSaved | null;
  /** What random reached at the budget: the one that a better strategy always reaches. */
  readonly atRandomsBudget: LabelsSaved | null;
}

/** What a run's curves say; the summary line, the table and the report are written from it. */
export interface RunFigures {
  readonly run: FinishedRun;
  /** The strategy, with the learner where several are compared. */
  readonly name: string;
  readonly dataName: string;
  readonly curve: readonly CurveSummary[];
  readonly seedCurves: readonly LearningCurve[];
  readonly area: Spread | null;
  readonly toTarget: { readonly perSeed: readonly (number | null)[]; readonly median: number | null };
  /** Null for random itself, and where random is no part of the command. */
  readonly saved: Savings | null;
}

/** The strategy that others are compared with. */
export const BASELINE = "random";

/** What `RunFigures.name` is made of. */
export function nameHeading({ learners }: Pick<ReportOptions, "learners">): string {
  return learners.length > 1 ? "strategy, learner" : "strategy";
}

/** The figures of the runs of one data set, in their order. */
export function figuresOf(
  runs: readonly FinishedRun[],
  options: ReportOptions,
  names: ReportNames = noNames,
): RunFigures[] {
  return runs.map((run) => {
    const baseline = runs.find(({ learner, strategy }) => strategy === BASELINE && learner === run.learner);
    const seedCurves = curvesOf(run, options.seeds);
    const areas = seedCurves.map(areaUnderCurve).filter((area) => area !== null);
    return {
      run,
      name: nameOf(run, options, names),
      dataName: run.dataName,
      curve: summariseCurves(run.points),
      seedCurves,
      area: spreadOf(areas),
      toTarget: labelsToTarget(run.points, options.seeds, options.target),
      saved:
        baseline === undefined || baseline === run
          ? null
          : savingsOf(seedCurves, curvesOf(baseline, options.seeds), options.target),
    };
  });
}

function nameOf(
  { strategy, learner }: FinishedRun,
  options: ReportOptions,
  { strategies, learners }: ReportNames,
): string {
  const name = strategies[strategy] ?? strategy;
  return options.learners.length > 1 ? `${name}, ${learners[learner] ?? learner}` : name;
}

/** One group for each data set, in order. */
export function groupByData(figures: readonly RunFigures[]): RunFigures[][] {
  const names = [...new Set(figures.map(({ run }) => run.data))];
  return names.map((data) => figures.filter(({ run }) => run.data === data));
}

/** Median, lowest and highest; null when there is no value. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/** The accuracy at a label count over the seeds whose curves have begun there. */
export function accuracySpreadAt({ seedCurves }: RunFigures, labels: number): Spread | null {
  return spreadOf(seedCurves.map((curve) => accuracyAt(curve, labels)).filter((value) => value !== null));
}

/** The label counts that tables show: 20 to 500 up to the budget, then the budget; six at most. */
export function tabledLabels(budget: number): number[] {
  return [...[20, 50, 100, 200, 300, 500].filter((labels) => labels < budget), budget].slice(-6);
}

function curvesOf({ points }: FinishedRun, seeds: number): LearningCurve[] {
  return Array.from({ length: seeds }, (_, seed) => points.filter((point) => point.seed === seed));
}

function savingsOf(
  strategy: readonly LearningCurve[],
  baseline: readonly LearningCurve[],
  target: number,
): Savings {
  const at = (level: (strategy: LearningCurve, baseline: LearningCurve) => number) =>
    labelsSaved(strategy, baseline, level, createRandom(0, "labels-saved"));
  return {
    atBudget: at(finalAccuracy),
    atTarget: at(() => target),
    atRandomsBudget: at((_, random) => finalAccuracy(random)),
  };
}
