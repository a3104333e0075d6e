import type { BoundedEstimate, Estimate } from "../evaluation/estimate";
import { predictedClasses } from "../evaluation/evaluate";
import { membershipsOf } from "../evaluation/evaluate-memberships";
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
      return membershipInterval(metric, measured, random) ?? unbounded(metric, measured);
    }),
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

/** Of means over samples. Of the mean of F1 over classes that a sample may have at once none is known that covers. */
function membershipInterval(
  metric: Metric,
  { error, influence }: MeasuredError,
  random: Random,
): BoundedEstimate | null {
  const n = influence.length;
  if (metric === "macroF1") return null;
  if (metric === "accuracy") return { value: 1 - error, ...wilsonInterval((1 - error) * n, n) };
  return meanInterval(
    influence.map((value) => value + error),
    random,
  );
}

function classesIn(labels: readonly RowLabel[]): Int32Array {
  return Int32Array.from(labels, ({ classIndex }) => classIndex);
}
