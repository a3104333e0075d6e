import { confusionCounts } from "../evaluation/confusion";
import type { BoundedEstimate, Estimate } from "../evaluation/estimate";
import { predictedClasses } from "../evaluation/evaluate";
import { membershipsOf } from "../evaluation/evaluate-memberships";
import { leastMacroF1, macroF1OfSetsInterval } from "../evaluation/macro-f1-interval";
import { meanInterval } from "../evaluation/mean-interval";
import { predictedMemberships } from "../evaluation/multi-label";
import { scoreIntervals } from "../evaluation/score-intervals";
import { wilsonInterval } from "../evaluation/wilson-interval";
import { measureMembershipError } from "../forecasting/measure-memberships";
import { type MeasuredError, type Metric, measureError } from "../forecasting/measured-curve";
import { flipped } from "../forecasting/score";
import type { Matrix } from "../matrix";
import type { Random } from "../random";
import type { RowLabel } from "../round";
import type { RowLabels } from "../strategies/multi-label/multi-label-strategy";
import { type ByMetric, byMetric } from "./by-metric";
import { type ModelQuality, qualityOf, qualityOfMemberships } from "./model-quality";

/** What differs between labels of one class and of several, for whoever compares predictions (labels × c) with them. */
export interface Answers<Label> {
  measure(metric: Metric, probabilities: Matrix, labels: readonly Label[]): MeasuredError;
  /** With 95 % intervals; their ends are null where so few labels allow no honest one. */
  scores(probabilities: Matrix, labels: readonly Label[], random: Random): ByMetric<Estimate>;
  /**
   * Whether it is known how far chance moves a score, told by those of today: first-order influences on F1 tell it of no class
   * with few samples, nor of classes that err together in one sample.
   */
  isChanceKnown(scores: ByMetric<Estimate>): ByMetric<boolean>;
  /** What the macro F1 is at least for certain, with `growth` times as many labels that are predicted alike. */
  leastMacroF1(probabilities: Matrix, labels: readonly Label[], growth: number): number;
  /** Labels that are predicted wholly right. */
  countRight(probabilities: Matrix, labels: readonly Label[]): number;
  quality(
    probabilities: Matrix,
    labels: readonly Label[],
    trainingCounts: ArrayLike<number>,
    random: Random,
  ): ModelQuality;
  classesOf(label: Label): readonly number[];
}

/** A sample has one class. */
export const oneClass: Answers<RowLabel> = {
  measure: (metric, probabilities, labels) => measureError(metric, probabilities, classesIn(labels)),
  scores(probabilities, labels, random) {
    const truth = classesIn(labels);
    const intervals = scoreIntervals(probabilities, truth, random);
    return byMetric(
      (metric) => intervals[metric] ?? unbounded(metric, measureError(metric, probabilities, truth)),
    );
  },
  isChanceKnown: ({ macroF1 }) => byMetric((metric) => metric !== "macroF1" || macroF1.low !== null),
  leastMacroF1(probabilities, labels, growth) {
    const { columns } = probabilities;
    return leastMacroF1(
      confusionCounts(classesIn(labels), predictedClasses(probabilities), columns),
      columns,
      growth,
    );
  },
  countRight(probabilities, labels) {
    const predicted = predictedClasses(probabilities);
    return labels.filter(({ classIndex }, i) => predicted[i] === classIndex).length;
  },
  quality: (probabilities, labels, counts, random) =>
    qualityOf(probabilities, classesIn(labels), counts, random),
  classesOf: ({ classIndex }) => [classIndex],
};

/** A sample may have several classes, or none. */
export const severalClasses: Answers<RowLabels> = {
  measure: measureMembershipError,
  scores: (probabilities, labels, random) =>
    byMetric((metric) => {
      const measured = measureMembershipError(metric, probabilities, labels);
      const interval =
        metric === "macroF1"
          ? setsInterval(probabilities, labels)
          : membershipInterval(metric, measured, random);
      return interval ?? unbounded(metric, measured);
    }),
  isChanceKnown: () => byMetric((metric) => metric !== "macroF1"),
  // How far chance moves it is not known.
  leastMacroF1: () => 0,
  countRight(probabilities, labels) {
    const { columns } = probabilities;
    const predicted = predictedMemberships(probabilities);
    const truth = membershipsOf(labels, columns);
    return labels.filter((_, i) => {
      const own = truth.subarray(i * columns, (i + 1) * columns);
      return own.every((value, c) => value === predicted[i * columns + c]);
    }).length;
  },
  quality: qualityOfMemberships,
  classesOf: ({ classes }) => classes,
};

/** A score without an interval. */
function unbounded(metric: Metric, { error }: MeasuredError): Estimate {
  return { value: flipped(metric, error), low: null, high: null };
}

function setsInterval(probabilities: Matrix, labels: readonly RowLabels[]): BoundedEstimate | null {
  const { columns } = probabilities;
  return macroF1OfSetsInterval(membershipsOf(labels, columns), predictedMemberships(probabilities), columns);
}

/** Of means over samples. */
function membershipInterval(
  metric: Exclude<Metric, "macroF1">,
  { error, influence }: MeasuredError,
  random: Random,
): BoundedEstimate | null {
  const n = influence.length;
  if (metric === "accuracy") return { value: 1 - error, ...wilsonInterval((1 - error) * n, n) };
  return meanInterval(
    influence.map((value) => value + error),
    random,
  );
}

function classesIn(labels: readonly RowLabel[]): Int32Array {
  return Int32Array.from(labels, ({ classIndex }) => classIndex);
}
