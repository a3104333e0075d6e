import { FEWEST_OF_CLASS } from "./class-scores";
import type { BoundedEstimate } from "./estimate";
import { f1Interval } from "./f1-interval";
import { macroF1 } from "./macro-f1";
import { Z_95 } from "./normal-quantile";
import { wilsonInterval } from "./wilson-interval";

/** Up to so many classes the ends of their intervals are combined; the mean of more is nearly symmetric. */
const FEW_CLASSES = 4;

/**
 * A 95 % interval of the macro F1 from a confusion matrix (classCount × classCount, truth by row); null while a class
 * that occurs has fewer than five samples, where none covers what it promises. The F1 of classes err together as their
 * influences do. With up to four classes the distances from each F1 to the ends of its interval are combined (MOVER, Zou
 * & Donner 2008). With more, the variance of the mean is that of the influences, or of the classes' intervals where that
 * is larger, and Wilson's interval is of as many samples as have this variance. The bootstrap of a rare class whose few
 * samples all are right covers 74 %.
 */
export function macroF1Interval(confusion: Int32Array, classCount: number): BoundedEstimate | null {
  const classes = occurringClasses(confusion, classCount);
  if (classes.length === 0 || classes.some(({ support }) => support < FEWEST_OF_CLASS)) return null;
  const value = macroF1(confusion, classCount);
  const covariance = covarianceOf(classes, confusion, classCount);
  const correlation = correlationOf(covariance, classes.length);
  const spread = (reach: readonly number[]) =>
    Math.sqrt(Math.max(0, quadratic(correlation, reach))) / classes.length;
  const { f1s, lows, highs } = intervalsOf(classes);
  if (classes.length <= FEW_CLASSES) {
    return {
      value,
      low: Math.max(0, value - spread(f1s.map((f1, i) => f1 - lows[i]!))),
      high: Math.min(1, value + spread(highs.map((high, i) => high - f1s[i]!))),
    };
  }
  const ofIntervals = spread(highs.map((high, i) => (high - lows[i]!) / (2 * Z_95))) ** 2;
  const ofInfluences =
    quadratic(
      covariance,
      f1s.map(() => 1),
    ) /
    classes.length ** 2;
  const samples = Math.max(value * (1 - value), 1e-9) / Math.max(ofIntervals, ofInfluences);
  return { value, ...wilsonInterval(value * samples, samples) };
}

/** Three: whoever looks again with every label would see a difference of two before long. */
const SURE = 3;

/**
 * What the macro F1 is at least, however often one looks, with `growth` times the samples of the confusion matrix: the mean
 * of the lower ends of the classes' intervals of three standard errors, as if all erred together. In simulations of 300
 * projects with five kinds of classes, rare ones that are told well among them, none was ever below it.
 */
export function leastMacroF1(confusion: Int32Array, classCount: number, growth: number): number {
  const ends = occurringClasses(confusion, classCount).map(
    ({ found, counted }) => f1Interval(growth * found, growth * (counted - found), SURE).low,
  );
  return ends.length === 0 ? 0 : meanOf(ends);
}

/**
 * The same as `macroF1Interval` where a sample may have several classes, from the n × classCount truth and predictions (1 = has the class): the
 * mean of the ends of the classes' intervals, as if all erred together. How classes err together is not known well enough
 * from few samples, and nothing makes their mean vary more; so where they do not, the truth is held more often than promised.
 */
export function macroF1OfSetsInterval(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classCount: number,
): BoundedEstimate | null {
  const classes = Array.from({ length: classCount }, (_, index) => {
    let [support, taken, found] = [0, 0, 0];
    for (let at = index; at < truth.length; at += classCount) {
      support += truth[at]!;
      taken += predicted[at]!;
      found += truth[at]! * predicted[at]!;
    }
    return { index, support, found, counted: support + taken };
  }).filter(({ counted }) => counted > 0);
  if (classes.length === 0 || classes.some(({ support }) => support < FEWEST_OF_CLASS)) return null;
  const { f1s, lows, highs } = intervalsOf(classes);
  return { value: meanOf(f1s), low: meanOf(lows), high: meanOf(highs) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

interface OccurringClass {
  readonly index: number;
  readonly support: number;
  readonly found: number;
  /** Samples of the class plus samples taken for it. */
  readonly counted: number;
}

function occurringClasses(confusion: Int32Array, classCount: number): OccurringClass[] {
  const all = Array.from({ length: classCount }, (_, index) => {
    let [support, predicted] = [0, 0];
    for (let other = 0; other < classCount; other++) {
      support += confusion[index * classCount + other]!;
      predicted += confusion[other * classCount + index]!;
    }
    return { index, support, found: confusion[index * classCount + index]!, counted: support + predicted };
  });
  return all.filter(({ counted }) => counted > 0);
}

function intervalsOf(classes: readonly OccurringClass[]) {
  const intervals = classes.map(({ found, counted }) => f1Interval(found, counted - found));
  return {
    f1s: intervals.map(({ value }) => value),
    lows: intervals.map(({ low }) => low),
    highs: intervals.map(({ high }) => high),
  };
}

/** Of the classes' F1 (k × k), each cell of the confusion matrix adding its influence on its one or two classes. */
function covarianceOf(
  classes: readonly OccurringClass[],
  confusion: Int32Array,
  classCount: number,
): Float64Array {
  const k = classes.length;
  const covariance = new Float64Array(k * k);
  // With F = 2·found / counted, a sample changes F by (2·isFound − F·counts) / counted.
  const f1 = classes.map(({ found, counted }) => (2 * found) / counted);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      const [one, other] = [classes[a]!, classes[b]!];
      const count = confusion[one.index * classCount + other.index]!;
      if (a === b) {
        covariance[a * k + a]! += count * ((2 - 2 * f1[a]!) / one.counted) ** 2;
        continue;
      }
      const [ofTruth, ofGuess] = [-f1[a]! / one.counted, -f1[b]! / other.counted];
      covariance[a * k + a]! += count * ofTruth ** 2;
      covariance[b * k + b]! += count * ofGuess ** 2;
      covariance[a * k + b]! += count * ofTruth * ofGuess;
      covariance[b * k + a]! += count * ofTruth * ofGuess;
    }
  }
  return covariance;
}

function correlationOf(covariance: Float64Array, k: number): Float64Array {
  return covariance.map((value, at) => {
    const [a, b] = [Math.floor(at / k), at % k];
    if (a === b) return 1;
    const scale = Math.sqrt(covariance[a * k + a]! * covariance[b * k + b]!);
    return scale > 0 ? value / scale : 0;
  });
}

function quadratic(m: Float64Array, x: readonly number[]): number {
  const k = x.length;
  let sum = 0;
  for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) sum += m[a * k + b]! * x[a]! * x[b]!;
  return sum;
}
