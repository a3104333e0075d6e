import {
  type CrossFitLabels,
  crossFit,
  largestSize,
  planCrossFits,
} from "@/lib/learning/forecasting/cross-fit";
import { type MeasuredError, meanOf, measureError } from "@/lib/learning/forecasting/measured-curve";
import { type RandomCurve, randomCurve } from "@/lib/learning/forecasting/random-curve";
import { matrix } from "@/lib/learning/matrix";
import { createRandom, type Random } from "@/lib/learning/random";
import { drawIndex } from "../evaluation/coverage";
import { HOLDOUT_SHARE } from "./random-labeling";

/** Classes as clouds of points, to be told apart by a model that really learns: how good it gets is known by trying often. */
export interface ClusteredClasses {
  /** How frequent each class is; they sum to 1. */
  readonly shares: readonly number[];
  readonly centres: readonly (readonly number[])[];
}

export interface ClusteredLabel {
  readonly row: number;
  readonly classIndex: number;
  readonly x: readonly number[];
}

/** Centres whose coordinates have the standard deviation `apart`; points have 1 around theirs. */
export function clusteredClasses(
  shares: readonly number[],
  { dimensions, apart, seed }: { dimensions: number; apart: number; seed: number },
): ClusteredClasses {
  const random = createRandom(seed, "centres");
  const centre = () => Array.from({ length: dimensions }, () => apart * random.normal());
  return { shares, centres: shares.map(centre) };
}

export const equalShares = (count: number) => Array.from({ length: count }, () => 1 / count);

export function drawLabels(
  { shares, centres }: ClusteredClasses,
  count: number,
  random: Random,
  firstRow = 0,
): ClusteredLabel[] {
  return Array.from({ length: count }, (_, i) => {
    const classIndex = drawIndex(shares, random);
    return {
      row: firstRow + i,
      classIndex,
      x: centres[classIndex]!.map((value) => value + random.normal()),
    };
  });
}

/** The nearest mean of a class, the frequent ones a little nearer; a class without a label is never guessed. */
export function fitNearestMean(training: readonly ClusteredLabel[]): (x: readonly number[]) => number {
  const byClass = new Map<number, ClusteredLabel[]>();
  for (const label of training) {
    byClass.set(label.classIndex, [...(byClass.get(label.classIndex) ?? []), label]);
  }
  const means = [...byClass].map(([classIndex, own]) => ({
    classIndex,
    offset: -2 * Math.log(own.length / training.length),
    mean: own[0]!.x.map((_, j) => own.reduce((sum, { x }) => sum + x[j]!, 0) / own.length),
  }));
  return (x) => {
    let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
    for (const { classIndex, offset, mean } of means) {
      let distance = offset;
      for (let j = 0; j < mean.length; j++) distance += (x[j]! - mean[j]!) ** 2;
      if (distance < least) [nearest, least] = [classIndex, distance];
    }
    return nearest;
  };
}

type Model = ReturnType<typeof fitNearestMean>;

export function measureModel(model: Model, labels: readonly ClusteredLabel[]): MeasuredError {
  return meanOf(labels, ({ x, classIndex }) => (model(x) === classIndex ? 0 : 1));
}

/** The mean error of `models` models of so many random labels, for each number, on samples enough to call it the truth. */
export function trueErrors(classes: ClusteredClasses, sizes: readonly number[], models: number): number[] {
  const test = drawLabels(classes, 3_000, createRandom(0, "test"));
  return sizes.map((size) => {
    const errors = Array.from({ length: models }, (_, i) => {
      const training = drawLabels(classes, size, createRandom(i, `truth ${size}`));
      return measureModel(fitNearestMean(training), test).error;
    });
    return errors.reduce((sum, error) => sum + error, 0) / models;
  });
}

/** A project's random labels, cross-fitted. */
export async function crossFitClasses(
  classes: ClusteredClasses,
  { explored, holdout, seed }: { explored: number; holdout: number; seed: number },
): Promise<{ curve: RandomCurve; holdoutLabels: ClusteredLabel[] }> {
  const random = createRandom(seed, "project");
  const labels: CrossFitLabels<ClusteredLabel> = {
    explored: drawLabels(classes, explored, random),
    holdout: drawLabels(classes, holdout, random, explored),
    imported: [],
  };
  const plan = planCrossFits(explored, holdout);
  const columns = classes.shares.length;
  const fits = await crossFit(
    labels,
    plan,
    async (training, rows) => {
      const model = fitNearestMean(training);
      const probabilities = matrix(rows.length, columns);
      rows.forEach((row, i) => {
        probabilities.data[i * columns + model(labels.holdout[row - explored]!.x)] = 1;
      });
      return probabilities;
    },
    createRandom(seed, "fits"),
  );
  const truth = Int32Array.from(labels.holdout, ({ classIndex }) => classIndex);
  const levels = fits.map(({ trainingLabels, repeats }) => ({
    trainingLabels,
    repeats: repeats.map(({ foldOf, probabilities }) => ({
      foldOf,
      measured: measureError("accuracy", probabilities, truth),
    })),
  }));
  const available = largestSize(explored, holdout, plan.folds);
  return {
    curve: randomCurve(levels, { holdoutShare: HOLDOUT_SHARE, available }),
    holdoutLabels: [...labels.holdout],
  };
}
