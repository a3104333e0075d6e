import { byProbabilities } from "./by-probabilities";
import { probabilityEntropy } from "./probability-entropy";

/** Shannon entropy of the class probabilities in nats. */
export const entropy = byProbabilities(
  "entropy",
  "Shannon 1948, A mathematical theory of communication; Settles 2009, section 3.1",
  probabilityEntropy,
);
