import { wilsonInterval } from "./wilson-interval";

/**
 * The fewest holdout labels whose 95 % Wilson interval is at most `width` wide (0..1, above 0) at this accuracy (0..1).
 * The interval narrows with every label, so the answer is found by halving.
 */
export function holdoutLabelsFor(width: number, accuracy: number): number {
  const widthAt = (labels: number) => {
    const { low, high } = wilsonInterval(accuracy * labels, labels);
    return high - low;
  };
  let enough = 1;
  while (widthAt(enough) > width) enough *= 2;
  let tooFew = enough >> 1;
  while (enough - tooFew > 1) {
    const middle = (tooFew + enough) >> 1;
    if (widthAt(middle) > width) tooFew = middle;
    else enough = middle;
  }
  return enough;
}
