import { predictedClasses } from "../evaluation/evaluate";
import { lossesOf } from "../evaluation/score-intervals";
import type { Matrix } from "../matrix";

/** What a learning curve is of. Inside of forecasts each is an error, lower = better: 1 − accuracy, 1 − macro F1, nats. */
export type Metric = "accuracy" | "macroF1" | "logLoss";

/** An error of one model on the holdout, and what each of the samples has to do with it. */
export interface MeasuredError {
  readonly error: number;
  /**
   * Influence of each holdout sample, of mean 0: to first order the error is its expectation plus their mean (Hampel 1974).
   * By these the errors of two models on the same samples are known to err together.
   */
  readonly influence: Float64Array;
}

/** A point of a learning curve. All points of a curve are measured on the same samples, in the same order. */
export interface MeasuredPoint extends MeasuredError {
  /** Labels spent, every slot counted. */
  readonly labels: number;
}

/** Measures probabilities (n × c) of one model against the n true classes. A RangeError without samples. */
export function measureError(metric: Metric, probabilities: Matrix, truth: Int32Array): MeasuredError {
  if (metric === "logLoss") return meanOf(lossesOf(probabilities, truth), (loss) => loss);
  return measurePredictions(metric, predictedClasses(probabilities), truth);
}

/** The same of predicted classes alone. */
export function measurePredictions(
  metric: "accuracy" | "macroF1",
  predicted: ArrayLike<number>,
  truth: Int32Array,
): MeasuredError {
  return metric === "accuracy"
    ? meanOf(truth, (classIndex, i) => (predicted[i] === classIndex ? 0 : 1))
    : measureMacroF1(predicted, truth);
}

/** An error that is a mean over the samples. */
export function meanOf<Entry>(
  samples: { readonly length: number; readonly [index: number]: Entry },
  errorOf: (sample: Entry, index: number) => number,
): MeasuredError {
  if (samples.length === 0) throw new RangeError("Nothing can be measured on no samples.");
  const influence = new Float64Array(samples.length);
  let sum = 0;
  for (let i = 0; i < samples.length; i++) {
    influence[i] = errorOf(samples[i]!, i);
    sum += influence[i]!;
  }
  const error = sum / samples.length;
  return { error, influence: influence.map((value) => value - error) };
}

/** With F = 2a / s of a class, where a and s are shares of samples, a sample changes F by (2·da − F·ds) / s. */
function measureMacroF1(predicted: ArrayLike<number>, truth: Int32Array): MeasuredError {
  const n = truth.length;
  if (n === 0) throw new RangeError("Nothing can be measured on no samples.");
  const [found, counted] = [new Map<number, number>(), new Map<number, number>()];
  const add = (to: Map<number, number>, key: number) => to.set(key, (to.get(key) ?? 0) + 1);
  for (let i = 0; i < n; i++) {
    add(counted, truth[i]!);
    add(counted, predicted[i]!);
    if (truth[i] === predicted[i]) add(found, truth[i]!);
  }
  const f1 = (c: number) => (2 * (found.get(c) ?? 0)) / counted.get(c)!;
  const classes = [...counted.keys()];
  const macro = classes.reduce((sum, c) => sum + f1(c), 0) / classes.length;
  const influence = Float64Array.from({ length: n }, (_, i) => {
    const [right, guess] = [truth[i]!, predicted[i]!];
    const isFound = right === guess ? 1 : 0;
    const ofClass = (c: number) => (n * (2 * isFound - f1(c) * (1 + isFound))) / counted.get(c)!;
    const change = isFound ? ofClass(right) : ofClass(right) + ofClass(guess);
    return -change / classes.length;
  });
  return { error: 1 - macro, influence };
}

/**
 * How the errors, measured on the same n samples, err together: covariance (m × m) of what chance in drawing the samples
 * does to them. Few samples hide how far two models differ and how often both err, so half a sample of each is added.
 */
export function samplingCovariance(measured: readonly MeasuredError[]): Float64Array {
  const m = measured.length;
  const n = measured[0]?.influence.length ?? 0;
  const covariance = new Float64Array(m * m);
  const unseen = 0.5 / n ** 2;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      const [a, b] = [measured[i]!.influence, measured[j]!.influence];
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[k]! * b[k]!;
      covariance[i * m + j] = sum / (n * Math.max(1, n - 1)) + (i === j ? 2 : 1) * unseen;
      covariance[j * m + i] = covariance[i * m + j]!;
    }
  }
  return covariance;
}
