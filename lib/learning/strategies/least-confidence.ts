import { byProbabilities } from "./by-probabilities";

/** The probability that the likeliest class is wrong, 0..1. */
export const leastConfidence = byProbabilities(
  "least-confidence",
  "Lewis & Gale 1994, A sequential algorithm for training text classifiers; Settles 2009, section 3.1",
  (probabilities) => {
    let first = 0;
    for (const p of probabilities) if (p > first) first = p;
    return 1 - first;
  },
);
