import type { Matrix } from "../matrix";
import { summarisePredictions } from "../prediction-summary";

/**
 * Expected calibration error (Guo et al. 2017): the mean gap between confidence (the probability of the likeliest
 * class) and accuracy, over up to `bins` groups of predictions of similar confidence. The groups hold equally many
 * predictions (Nguyen & O'Connor 2015), so none is judged by a handful of them; equal confidences share a group.
 * `probabilities` is n × c, `truth` has n entries; no rows give 0. A RangeError when the sizes disagree.
 */
export function calibrationError(probabilities: Matrix, truth: Int32Array, bins = 15): number {
  const n = probabilities.rows;
  if (truth.length !== n) throw new RangeError(`calibrationError: ${n} rows, ${truth.length} classes.`);
  if (n === 0) return 0;
  const { classes, top } = summarisePredictions(probabilities);
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => top[a]! - top[b]! || a - b);
  let [error, begun, end] = [0, 0, 0];
  for (let bin = 1; bin <= bins; bin++) {
    end = Math.max(end, Math.round((bin * n) / bins));
    while (end > 0 && end < n && top[order[end]!]! === top[order[end - 1]!]!) end++;
    let surplus = 0;
    for (; begun < end; begun++) {
      const row = order[begun]!;
      surplus += top[row]! - (classes[row] === truth[row] ? 1 : 0);
    }
    error += Math.abs(surplus) / n;
  }
  return error;
}
