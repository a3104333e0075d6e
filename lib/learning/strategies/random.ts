import { createRandom } from "../random";
import { inHashOrder } from "../row-hash";
import type { QueryStrategy } from "./strategy";

/** A uniformly random order: the baseline that every other strategy has to beat. Scores are in (0, 1]. */
export const random: QueryStrategy = {
  id: "random",
  reference: "Simple random sampling without replacement; the baseline of Settles 2009",
  needsModel: false,
  reads: "nothing",
  uniform: true,
  exploreShare: 0,
  async select({ candidates, count, seed }) {
    const order = inHashOrder(createRandom(seed, "random strategy").integer(2 ** 32), candidates, count);
    return Array.from(order, (row, i) => ({
      row,
      score: 1 - i / candidates.length,
      strategy: "random",
      propensity: 1 / (candidates.length - i),
    }));
  },
};
