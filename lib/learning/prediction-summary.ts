import type { Matrix } from "./matrix";

/** What most acquisition scores need of each row's class probabilities: four numbers instead of c. */
export interface PredictionSummary {
  /** The likeliest class of each row; of equals the lower. */
  readonly classes: Int32Array;
  /** Its probability. */
  readonly top: Float32Array;
  /** The gap between the two likeliest classes, 0 for a tie; the whole probability when there is one class. */
  readonly margin: Float32Array;
  /** Entropy in nats. */
  readonly entropy: Float32Array;
}

/** An empty summary of `rows` rows, to be filled. */
export function createPredictionSummary(rows: number): PredictionSummary {
  return {
    classes: new Int32Array(rows),
    top: new Float32Array(rows),
    margin: new Float32Array(rows),
    entropy: new Float32Array(rows),
  };
}

/**
 * Summarises n × c class probabilities. A linear model's are better summarised by `Kernels.softmaxSummary`, which
 * never writes them down.
 */
export function summarisePredictions(probabilities: Matrix): PredictionSummary {
  const { rows, columns, data } = probabilities;
  const summary = createPredictionSummary(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    let [first, second, best, entropy] = [-1, 0, 0, 0];
    for (let j = 0; j < columns; j++, at++) {
      const p = data[at]!;
      if (p > first) {
        second = Math.max(first, 0);
        first = p;
        best = j;
      } else if (p > second) {
        second = p;
      }
      if (p > 0) entropy -= p * Math.log(p);
    }
    summary.classes[i] = best;
    summary.top[i] = first;
    summary.margin[i] = first - second;
    summary.entropy[i] = entropy;
  }
  return summary;
}
