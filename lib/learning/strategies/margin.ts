import { bySummary } from "./by-summary";

/** Minus the gap between the two likeliest classes: 0 for a tie, -1 for certainty. */
export const margin = bySummary(
  "margin",
  "Scheffer, Decomain & Wrobel 2001, Active hidden Markov models for information extraction; Settles 2009, section 3.1",
  (summary, row) => -summary.margin[row]!,
);

/** The second-largest probability minus the largest. */
export function negativeMargin(probabilities: Float32Array): number {
  let [first, second] = [0, 0];
  for (const p of probabilities) {
    if (p > first) [first, second] = [p, first];
    else if (p > second) second = p;
  }
  return second - first;
}
