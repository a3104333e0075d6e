import { rowOf } from "../../matrix";
import { byMultiLabelScore } from "./multi-label-strategy";

/**
 * Mean max loss: the hinge loss of the model if a predicted class were the only one, averaged over the classes that
 * it predicts (the likeliest when it predicts none). Margins are 2p − 1, since p takes the place of the paper's
 * support vector machines; with c classes the score is within 0..2c.
 */
export const meanMaxLoss = byMultiLabelScore(
  "mean-max-loss",
  "Li, Wang & Sung 2004, Multi-label SVM active learning for image classification",
  ({ candidates, probabilities }) =>
    Float64Array.from(candidates, (row) => meanLoss(rowOf(probabilities, row))),
);

/** For one sample with independent class probabilities (c). */
export function meanLoss(probabilities: Float32Array): number {
  const margins = Array.from(probabilities, (p) => 2 * p - 1);
  const predicted = margins.filter((margin) => margin > 0);
  const assumed = predicted.length > 0 ? predicted : [Math.max(...margins)];
  // Σᵢ (1 − mᵢ·fᵢ), where m is 1 for the assumed class and -1 elsewhere; a hinge never bends within -1..1.
  const sum = margins.reduce((total, margin) => total + margin, 0);
  const losses = assumed.map((margin) => margins.length + sum - 2 * margin);
  return losses.reduce((total, loss) => total + loss, 0) / losses.length;
}
