import { bySummary } from "./by-summary";

/** The probability that the likeliest class is wrong, 0..1. */
export const leastConfidence = bySummary(
  "least-confidence",
  "Lewis & Gale 1994, A sequential algorithm for training text classifiers; Settles 2009, section 3.1",
  (summary, row) => 1 - summary.top[row]!,
);
