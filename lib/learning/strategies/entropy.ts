import { byProbabilities } from "./by-probabilities";

/** Shannon entropy of the class probabilities in nats. */
export const entropy = byProbabilities(
  "entropy",
  "Shannon 1948, A mathematical theory of communication; Settles 2009, section 3.1",
  (probabilities) => {
    let sum = 0;
    for (const p of probabilities) if (p > 0) sum -= p * Math.log(p);
    return sum;
  },
);
