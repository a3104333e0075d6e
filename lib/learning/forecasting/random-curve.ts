import { type MeasuredError, type MeasuredPoint, samplingCovariance } from "./measured-curve";

/** Models of one number of random labels, measured on the whole holdout, each fold by a model of its own. */
export interface RandomLevel {
  /** Drawn at random; imported ones, which all models have, are not counted. */
  readonly trainingLabels: number;
  readonly repeats: readonly {
    readonly foldOf: Int32Array;
    readonly measured: MeasuredError;
  }[];
}

/** What random labeling reaches, and how far chance moves it. */
export interface RandomCurve {
  /** Means over the repeats, by labels that random labeling would spend for as many training labels. */
  readonly points: readonly (MeasuredPoint & { readonly trainingLabels: number })[];
  /** Of the points' errors, by the draw of the holdout and of the labels learned from (points × points). */
  readonly covariance: Float64Array;
}

export interface RandomCurveSetting {
  /** Share of the labels that goes to the holdout: random labeling would pay for one, too. */
  readonly holdoutShare: number;
  /** Labels that parts to learn from were drawn from, with a fold left out. */
  readonly available: number;
}

/**
 * How the variance between models falls with the labels s they learned from: as s⁻¹·⁵. An error that is linear in the
 * labels varies with s⁻¹; what a fitted model errs above the best one is quadratic in them, and varies with s⁻².
 */
const FALL = 1.5;

/**
 * The curve of random labeling from cross-fitted models, in ascending order of labels. Chance enters three times: which
 * samples the holdout has (influences), which random labels there are at all to learn from, and which of them each model
 * was given. The second is shared by all sizes, and as large as between models of all these labels.
 */
export function randomCurve(levels: readonly RandomLevel[], setting: RandomCurveSetting): RandomCurve {
  const points = levels.map(({ trainingLabels, repeats }) => ({
    trainingLabels,
    labels: trainingLabels / (1 - setting.holdoutShare),
    ...meanError(repeats.map(({ measured }) => measured)),
  }));
  const ofOne = varianceOfOneLabel(levels, setting.available);
  const shared = ofOne * setting.available ** -FALL;
  const covariance = samplingCovariance(points);
  points.forEach(({ trainingLabels }, i) => {
    points.forEach((_, j) => {
      covariance[i * points.length + j]! += shared;
    });
    const models = levels[i]!.repeats.reduce((sum, { foldOf }) => sum + foldCount(foldOf), 0);
    const own = ofOne * trainingLabels ** -FALL - shared;
    covariance[i * points.length + i]! += Math.max(0, own) / models;
  });
  return { points, covariance };
}

function meanError(measured: readonly MeasuredError[]): MeasuredError {
  const mean = (of: (one: MeasuredError) => number) =>
    measured.reduce((sum, one) => sum + of(one), 0) / measured.length;
  return {
    error: mean(({ error }) => error),
    influence: measured[0]!.influence.map((_, i) => mean(({ influence }) => influence[i]!)),
  };
}

function foldCount(foldOf: Int32Array): number {
  return foldOf.reduce((most, fold) => Math.max(most, fold + 1), 0);
}

/** Parts as large as this share of all labels have so much in common that their difference tells nothing. */
const TELLING_SHARE = 0.75;

/**
 * v, with v·s^(−FALL) the variance between the errors of models of s labels each. Two repeats predict the same samples by
 * models of other labels; within one fold the differences sum up what the models differ in, and the samples' own
 * accidents, which are taken off. Parts of the same labels are alike, and do not show what all of them share.
 */
function varianceOfOneLabel(levels: readonly RandomLevel[], available: number): number {
  let [observed, expected] = [0, 0];
  for (const { trainingLabels, repeats } of levels) {
    if (repeats.length < 2 || trainingLabels > TELLING_SHARE * available) continue;
    const [first, second] = [repeats[0]!, repeats[1]!];
    const values = ({ measured }: (typeof repeats)[number]) =>
      measured.influence.map((value) => value + measured.error);
    const [a, b] = [values(first), values(second)];
    const differences = a.map((value, i) => value - b[i]!);
    observed += betweenModels(differences, first.foldOf, second.foldOf) * trainingLabels ** FALL;
    expected += 1 - (trainingLabels / available) ** FALL;
  }
  return expected === 0 ? 0 : Math.max(0, observed / expected);
}

/**
 * The variance V between models, from differences of their predictions for the same samples. Over a fold of n samples,
 * whose second models are shared by n₁, n₂, … of them, the mean difference has variance V·(1 + Σ(nᵢ/n)²) + w/n, and each
 * difference alone 2·V + w, w being the samples' own.
 */
function betweenModels(differences: Float64Array, foldOf: Int32Array, otherFoldOf: Int32Array): number {
  const each = differences.reduce((sum, value) => sum + value ** 2, 0) / differences.length;
  let [surplus, factor] = [0, 0];
  for (let fold = 0; fold < foldCount(foldOf); fold++) {
    let [sum, n] = [0, 0];
    const shared = new Map<number, number>();
    differences.forEach((value, i) => {
      if (foldOf[i] !== fold) return;
      sum += value;
      n++;
      shared.set(otherFoldOf[i]!, (shared.get(otherFoldOf[i]!) ?? 0) + 1);
    });
    if (n === 0) continue;
    const alike = [...shared.values()].reduce((total, count) => total + (count / n) ** 2, 0);
    surplus += (sum / n) ** 2 - each / n;
    factor += 1 + alike - 2 / n;
  }
  return factor > 0 ? surplus / factor : 0;
}
