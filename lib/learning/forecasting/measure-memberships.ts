import { membershipsOf, yesOrNo } from "../evaluation/evaluate-memberships";
import { predictedMemberships } from "../evaluation/multi-label";
import { lossesOf } from "../evaluation/score-intervals";
import type { Matrix } from "../matrix";
import type { RowLabels } from "../strategies/multi-label/multi-label-strategy";
import { type MeasuredError, type Metric, meanOf } from "./measured-curve";

/**
 * As `measureError`, where a sample may have several classes (probabilities: n × c): the share of samples whose classes
 * are not all right, 1 − macro F1 over the classes, or nats a pair of sample and class. A RangeError without samples.
 */
export function measureMembershipError(
  metric: Metric,
  probabilities: Matrix,
  labels: readonly RowLabels[],
): MeasuredError {
  const { columns } = probabilities;
  const truth = membershipsOf(labels, columns);
  if (metric === "logLoss") {
    const losses = lossesOf(yesOrNo(probabilities), Int32Array.from(truth));
    return meanOf(labels, (_, i) => {
      const own = losses.subarray(i * columns, (i + 1) * columns);
      return own.reduce((sum, loss) => sum + loss, 0) / columns;
    });
  }
  const predicted = predictedMemberships(probabilities);
  if (metric === "macroF1") return measureMacroF1(predicted, truth, columns);
  return meanOf(labels, (_, i) => {
    for (let c = 0; c < columns; c++) {
      if (predicted[i * columns + c] !== truth[i * columns + c]) return 1;
    }
    return 0;
  });
}

/** With F = 2a / s of a class, where a and s are means over samples, a sample changes F by (2·da − F·ds) / s. */
function measureMacroF1(predicted: Uint8Array, truth: Uint8Array, columns: number): MeasuredError {
  const n = truth.length / columns;
  if (n === 0) throw new RangeError("Nothing can be measured on no samples.");
  const [found, counted] = [new Float64Array(columns), new Float64Array(columns)];
  for (let i = 0; i < truth.length; i++) {
    const c = i % columns;
    found[c]! += predicted[i]! * truth[i]!;
    counted[c]! += predicted[i]! + truth[i]!;
  }
  const classes = Array.from(counted.keys()).filter((c) => counted[c]! > 0);
  const f1 = (c: number) => (2 * found[c]!) / counted[c]!;
  const k = Math.max(1, classes.length);
  const macro = classes.reduce((sum, c) => sum + f1(c), 0) / k;
  const influence = Float64Array.from({ length: n }, (_, i) => {
    let change = 0;
    for (const c of classes) {
      const [p, t] = [predicted[i * columns + c]!, truth[i * columns + c]!];
      change += (n * (2 * p * t - f1(c) * (p + t))) / counted[c]!;
    }
    return -change / k;
  });
  return { error: 1 - macro, influence };
}
