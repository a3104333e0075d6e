import { rowUniform } from "../row-hash";
import type { QueryStrategy } from "./strategy";

/** A uniformly random order: the baseline that every other strategy has to beat. Scores are in [0, 1). */
export const random: QueryStrategy = {
  id: "random",
  reference: "Simple random sampling without replacement; the baseline of Settles 2009",
  needsModel: false,
  uniform: true,
  rule: "random",
  exploreShare: 0,
  score({ candidates, random: source }) {
    const key = source.integer(4294967296);
    return Float64Array.from(candidates, (row) => rowUniform(key, row));
  },
};
