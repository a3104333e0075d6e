import type { Matrix } from "../matrix";

export interface MultiLabelScores {
  /** F1 over all pairs of sample and class together. */
  readonly microF1: number;
  /** Unweighted mean of the classes' F1, over the classes that occur in the truth or in the predictions. */
  readonly macroF1: number;
  /** Share of samples whose classes are all right, and no other predicted. */
  readonly subsetAccuracy: number;
  /** Share of pairs of sample and class that are wrong. */
  readonly hammingLoss: number;
}

/** 1 where a class is likelier than not, else 0 (n × c). */
export function predictedMemberships({ data }: Matrix): Uint8Array {
  return Uint8Array.from(data, (p) => (p > 0.5 ? 1 : 0));
}

/**
 * Compares predicted with true memberships (both n × c, of 0 and 1), as scikit-learn does but for classes that occur
 * nowhere, which do not count. Without samples every score is 0. Throws a RangeError when the sizes disagree.
 */
export function scoreMemberships(
  truth: Uint8Array,
  predicted: Uint8Array,
  classCount: number,
): MultiLabelScores {
  if (truth.length !== predicted.length || truth.length % classCount !== 0) {
    throw new RangeError(`${truth.length} true and ${predicted.length} predicted of ${classCount} classes.`);
  }
  const samples = truth.length / classCount;
  if (samples === 0) return { microF1: 0, macroF1: 0, subsetAccuracy: 0, hammingLoss: 0 };
  // Members found, and members counted in truth and predictions, by class: F1 is 2·found / counted.
  const [found, counted] = [new Float64Array(classCount), new Float64Array(classCount)];
  const isWrong = new Uint8Array(samples);
  let wrong = 0;
  for (let at = 0; at < truth.length; at++) {
    const j = at % classCount;
    found[j]! += truth[at]! & predicted[at]!;
    counted[j]! += truth[at]! + predicted[at]!;
    if (truth[at] === predicted[at]) continue;
    wrong++;
    isWrong[Math.floor(at / classCount)] = 1;
  }
  const occurring = Array.from(counted.keys()).filter((j) => counted[j]! > 0);
  const f1 = occurring.map((j) => (2 * found[j]!) / counted[j]!);
  return {
    microF1: occurring.length === 0 ? 0 : (2 * sum(found)) / sum(counted),
    macroF1: occurring.length === 0 ? 0 : sum(f1) / occurring.length,
    subsetAccuracy: 1 - sum(isWrong) / samples,
    hammingLoss: wrong / truth.length,
  };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
