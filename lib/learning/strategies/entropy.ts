import { bySummary } from "./by-summary";

/** Shannon entropy of the class probabilities in nats. */
export const entropy = bySummary(
  "entropy",
  "Shannon 1948, A mathematical theory of communication; Settles 2009, section 3.1",
  (summary, row) => summary.entropy[row]!,
);
